// What a registry is asked.

#include "registry/finding.hpp"
#include "registry/registry.hpp"

namespace slipstream::registry {

Answer<Version> Registry::lookup(const std::string& subject, SchemaType type, std::string_view text,
                                 bool deleted_too) {
  auto schema = parsed(type, text);
  if (!schema) return std::unexpected(schema.error());
  return read([&](const Subjects& known) -> Answer<Version> {
    if (auto found = find_subject(known, subject, deleted_too); !found) return std::unexpected(found.error());
    if (const Version* same = known.find_same(subject, *schema, deleted_too)) return *same;
    return refuse(40403, "Schema not found");
  });
}

Answer<std::vector<std::string>> Registry::check(const std::string& subject,
                                                 std::optional<std::string> version, SchemaType type,
                                                 std::string_view text) {
  auto schema = parsed(type, text);
  if (!schema) return std::unexpected(schema.error());
  return read([&](const Subjects& known) -> Answer<std::vector<std::string>> {
    const Compatibility level = known.level(subject);
    if (!version) return objections(*schema, binding_versions(known, subject, level), level);
    auto against = find_version(known, subject, *version, false);
    if (!against) return std::unexpected(against.error());
    return objections(*schema, {*against}, level);
  });
}

Answer<std::vector<std::string>> Registry::subjects(bool deleted_too) {
  return read([&](const Subjects& known) -> Answer<std::vector<std::string>> {
    std::vector<std::string> names;
    for (const auto& [name, versions] : known.all()) {
      if (deleted_too || known.latest(name) != nullptr) names.push_back(name);
    }
    return names;
  });
}

Answer<std::vector<int>> Registry::versions(const std::string& subject, bool deleted_too) {
  return read([&](const Subjects& known) -> Answer<std::vector<int>> {
    auto found = find_subject(known, subject, deleted_too);
    if (!found) return std::unexpected(found.error());
    std::vector<int> numbers;
    for (const auto& [number, version] : **found) {
      if (deleted_too || !version.deleted) numbers.push_back(number);
    }
    return numbers;
  });
}

Answer<Version> Registry::version(const std::string& subject, std::string_view version, bool deleted_too) {
  return read([&](const Subjects& known) -> Answer<Version> {
    auto found = find_version(known, subject, version, deleted_too);
    if (!found) return std::unexpected(found.error());
    return **found;
  });
}

Answer<Schema> Registry::schema(int id) {
  return read([&](const Subjects& known) -> Answer<Schema> {
    if (const Schema* schema = known.schema(id)) return *schema;
    return refuse(40403, "Schema " + std::to_string(id) + " not found");
  });
}

Answer<std::vector<Version>> Registry::uses(int id) {
  return read([&](const Subjects& known) -> Answer<std::vector<Version>> {
    if (known.schema(id) == nullptr) return refuse(40403, "Schema " + std::to_string(id) + " not found");
    std::vector<Version> uses;
    for (const Version* version : known.with_id(id)) {
      if (!version->deleted) uses.push_back(*version);
    }
    return uses;
  });
}

Answer<std::optional<Compatibility>> Registry::level(const std::string& subject) {
  return read([&](const Subjects& known) -> Answer<std::optional<Compatibility>> {
    return subject.empty() ? known.level("") : known.own_level(subject);
  });
}

Answer<std::optional<Mode>> Registry::mode(const std::string& subject) {
  return read([&](const Subjects& known) -> Answer<std::optional<Mode>> {
    return subject.empty() ? known.mode("") : known.own_mode(subject);
  });
}

}  // namespace slipstream::registry
