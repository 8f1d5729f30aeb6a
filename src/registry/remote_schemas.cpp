#include "registry/remote_schemas.hpp"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/base64.hpp"

namespace slipstream::registry {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

constexpr const char* kContentType = "application/vnd.schemaregistry.v1+json";
constexpr std::uint64_t kMaxAnswer = 8 << 20;

net::HttpOptions http_options(const RemoteSchemasOptions& options) {
  net::HttpOptions http;
  http.transfer.ca_file = options.ca_file;
  http.transfer.connect_timeout = 5s;
  http.transfer.stalled_after = 10s;
  http.back_off.attempts = 4;
  http.back_off.first = 200ms;
  http.back_off.longest = 2s;
  http.back_off.longest_asked = 5s;
  http.politeness.requests_per_second = 100;
  return http;
}

RemoteSchemasOptions without_last_slash(RemoteSchemasOptions options) {
  while (options.url.ends_with('/')) options.url.pop_back();
  return options;
}

/// A subject's name as part of a path.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                       (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_' ||
                       byte == '~';
    if (plain)
      out += c;
    else
      out += fmt::format("%{:02X}", byte);
  }
  return out;
}

/// What the registry says of its error, or the whole answer if that is short, or nothing.
RegistryError error_of(const net::HttpReply& reply) {
  const json answer = json::parse(reply.body, nullptr, false);
  RegistryError error{reply.status, fmt::format("the registry answers {}", reply.status)};
  if (!answer.is_object()) return error;
  if (const auto code = answer.find("error_code"); code != answer.end() && code->is_number_integer())
    error.code = code->get<int>();
  if (const auto message = answer.find("message"); message != answer.end() && message->is_string())
    error.message = message->get<std::string>();
  return error;
}

/// The schema that an answer holds; `where` it came from.
Result<Schema> schema_in(const json& answer, const std::string& where) {
  const auto useless = [&](std::string_view why) {
    return fail_at(where, ErrorCode::invalid_input, "{}", why);
  };
  if (!answer.is_object() || !answer.contains("schema") || !answer["schema"].is_string())
    return useless("the answer has no schema");
  const json type = answer.value("schemaType", json("AVRO"));
  const auto known = schema_type_from(type.is_string() ? type.get_ref<const std::string&>() : "");
  if (!known) return useless(fmt::format("schemas of type {} cannot be read", type.dump()));
  return Schema{*known, answer["schema"].get<std::string>()};
}

}  // namespace

RemoteSchemas::RemoteSchemas(RemoteSchemasOptions options)
    : options_(without_last_slash(std::move(options))), client_(http_options(options_)) {}

Result<std::string> RemoteSchemas::ask(const std::string& path, std::optional<std::string> body) {
  net::HttpQuestion question{options_.url + path, {fmt::format("Accept: {}", kContentType)}, std::move(body)};
  if (question.body) question.headers.push_back(fmt::format("Content-Type: {}", kContentType));
  if (!options_.key.empty()) {
    question.headers.push_back("Authorization: Basic " +
                               base::encode_base64(options_.key + ":" + options_.secret));
  }
  net::GetOptions limits;
  limits.max_bytes = kMaxAnswer;
  limits.stop = options_.stop;
  auto reply = client_.exchange(question, limits);
  if (!reply) return propagate(reply);
  if (reply->status == 200) return std::move(reply->body);
  Error error = to_error(error_of(*reply));
  error.where = question.url;
  return std::unexpected(std::move(error));
}

Result<Schema> RemoteSchemas::schema(std::int32_t id) {
  const std::string path = fmt::format("/schemas/ids/{}", id);
  auto body = ask(path, std::nullopt);
  if (!body) return propagate(body);
  return schema_in(json::parse(*body, nullptr, false), options_.url + path);
}

Result<std::int32_t> RemoteSchemas::add(const std::string& subject, const Schema& schema) {
  json question{{"schema", schema.text}};
  if (schema.type != SchemaType::avro) question["schemaType"] = to_string(schema.type);
  const std::string path = fmt::format("/subjects/{}/versions", escaped(subject));
  auto body = ask(path, question.dump(-1, ' ', false, json::error_handler_t::replace));
  if (!body) return propagate(body);
  const json answer = json::parse(*body, nullptr, false);
  if (!answer.is_object() || !answer.contains("id") || !answer["id"].is_number_integer())
    return fail_at(options_.url + path, ErrorCode::invalid_input, "the answer has no id");
  return answer["id"].get<std::int32_t>();
}

Result<std::vector<std::string>> RemoteSchemas::subjects() {
  auto body = ask("/subjects", std::nullopt);
  if (!body) return propagate(body);
  const json answer = json::parse(*body, nullptr, false);
  const auto is_text = [](const json& name) { return name.is_string(); };
  if (!answer.is_array() || !std::all_of(answer.begin(), answer.end(), is_text))
    return fail_at(options_.url, ErrorCode::invalid_input, "this is no schema registry");
  return answer.get<std::vector<std::string>>();
}

Result<Version> RemoteSchemas::latest(const std::string& subject) {
  const std::string path = fmt::format("/subjects/{}/versions/latest", escaped(subject));
  auto body = ask(path, std::nullopt);
  if (!body) return propagate(body);
  const json answer = json::parse(*body, nullptr, false);
  auto schema = schema_in(answer, options_.url + path);
  if (!schema) return propagate(schema);
  const auto number = [&](const char* name) {
    const auto found = answer.find(name);
    return found != answer.end() && found->is_number_integer() ? found->get<int>() : 0;
  };
  return Version{subject, number("version"), number("id"), std::move(*schema)};
}

}  // namespace slipstream::registry
