#include "registry/log_record.hpp"

#include <nlohmann/json.hpp>

namespace slipstream::registry {
namespace {

using nlohmann::ordered_json;

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

ordered_json key_of(std::string_view type, const std::string& subject) {
  return {{"keytype", type}, {"subject", subject.empty() ? ordered_json() : ordered_json(subject)}};
}

std::string schema_key(const std::string& subject, int version) {
  ordered_json key = key_of("SCHEMA", subject);
  key["version"] = version;
  key["magic"] = 1;
  return key.dump();
}

std::string setting_key(std::string_view type, const std::string& subject) {
  ordered_json key = key_of(type, subject);
  key["magic"] = 0;
  return key.dump();
}

std::string version_value(const Version& version) {
  ordered_json value{{"subject", version.subject}, {"version", version.version}, {"id", version.id}};
  // Confluent's registry leaves out what is the usual type.
  if (version.schema.type != SchemaType::avro) value["schemaType"] = to_string(version.schema.type);
  value["schema"] = version.schema.text;
  value["deleted"] = version.deleted;
  return value.dump();
}

/// The record of a key and a value; exceptions of the JSON library stand for what is missing or of a wrong
/// type.
std::optional<LogRecord> to_record(const nlohmann::json& key, const nlohmann::json& value) {
  const std::string type = key.at("keytype");
  const auto subject = [&] {
    return key.at("subject").is_null() ? "" : key.at("subject").get<std::string>();
  };
  if (type == "SCHEMA") {
    if (value.is_null()) return VersionRemoved{subject(), key.at("version")};
    const auto schema_type = schema_type_from(value.value("schemaType", "AVRO"));
    if (!schema_type) return std::nullopt;
    return Version{value.at("subject"), value.at("version"), value.at("id"),
                   Schema{*schema_type, value.at("schema")}, value.value("deleted", false)};
  }
  if (type == "CONFIG") {
    if (value.is_null()) return LevelSet{subject(), std::nullopt};
    return LevelSet{subject(), compatibility_from(value.value("compatibilityLevel", ""))};
  }
  if (type == "MODE") {
    if (value.is_null()) return ModeSet{subject(), std::nullopt};
    return ModeSet{subject(), mode_from(value.value("mode", ""))};
  }
  return std::nullopt;
}

}  // namespace

KeyAndValue write_log_record(const LogRecord& record) {
  return std::visit(
      Overloaded{[](const Version& version) {
                   return KeyAndValue{schema_key(version.subject, version.version), version_value(version)};
                 },
                 [](const VersionRemoved& removed) {
                   return KeyAndValue{schema_key(removed.subject, removed.version), std::nullopt};
                 },
                 [](const LevelSet& set) {
                   KeyAndValue written{setting_key("CONFIG", set.subject), std::nullopt};
                   if (set.level)
                     written.value = ordered_json{{"compatibilityLevel", to_string(*set.level)}}.dump();
                   return written;
                 },
                 [](const ModeSet& set) {
                   KeyAndValue written{setting_key("MODE", set.subject), std::nullopt};
                   if (set.mode) written.value = ordered_json{{"mode", to_string(*set.mode)}}.dump();
                   return written;
                 }},
      record);
}

Result<std::optional<LogRecord>> read_log_record(std::string_view key,
                                                 std::optional<std::string_view> value) {
  try {
    return to_record(nlohmann::json::parse(key), value ? nlohmann::json::parse(*value) : nlohmann::json());
  } catch (const nlohmann::json::exception& wrong) {
    return fail(ErrorCode::invalid_input, "not a record of a schema registry: {}", wrong.what());
  }
}

}  // namespace slipstream::registry
