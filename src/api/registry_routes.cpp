#include <charconv>

#include "api/body.hpp"
#include "api/registry_answers.hpp"

/// Confluent's Schema Registry API: subjects, versions, ids, compatibility.
namespace slipstream::api {
namespace {

using codec::JsonWriter;
using http::Method;
using http::Request;
using http::Response;
using registry::Registry;
using registry::RegistryError;

template <class Values>
void write_list(JsonWriter& json, const Values& values) {
  json.begin_array();
  for (const auto& value : values) json.value(value);
  json.end_array();
}

/// Avro is not named, as Confluent's registry does not either.
void write_type(JsonWriter& json, registry::SchemaType type) {
  if (type != registry::SchemaType::avro) json.key("schemaType").value(registry::to_string(type));
}

void write_version(JsonWriter& json, const registry::Version& version) {
  json.begin_object().key("subject").value(version.subject).key("version").value(version.version);
  json.key("id").value(version.id);
  write_type(json, version.schema.type);
  json.key("schema").value(version.schema.text).end_object();
}

std::string version_of(const Request& request) { return std::string{request.path_parameter("version")}; }

struct AskedSchema {
  registry::SchemaType type = registry::SchemaType::avro;
  std::string text;
};

registry::Answer<AskedSchema> read_schema(const Request& request) {
  AskedSchema asked;
  std::string type;
  bool references = false;
  auto read = read_body(request.body, [&](codec::JsonFields& fields) {
    asked.text = fields.text("schema");
    type = fields.text("schemaType");
    fields.objects("references", [&](std::size_t, codec::JsonFields&) { references = true; });
  });
  if (!read) return std::unexpected(RegistryError{400, read.error().to_string()});
  const auto known = registry::schema_type_from(type.empty() ? "AVRO" : type);
  if (!known)
    return std::unexpected(RegistryError{42201, "Invalid schema type " + type + ": there are AVRO and JSON"});
  if (references) return std::unexpected(RegistryError{42201, "Schema references are not supported here"});
  asked.type = *known;
  return asked;
}

/// The id in a path; 40403 for what can be none.
registry::Answer<int> id_of(const Request& request) {
  const std::string_view text = request.path_parameter("id");
  int id = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (wrong != std::errc{} || end != text.data() + text.size())
    return std::unexpected(RegistryError{40403, fmt::format("Schema {} not found", text)});
  return id;
}

void add_subjects(RegistryRoutes& routes) {
  routes.add(Method::get, "/subjects", kReadsRegistry, [](Registry& registry, const Request& request) {
    return registry_answer(registry.subjects(is_set(request, "deleted")),
                           [](JsonWriter& json, const auto& names) { write_list(json, names); });
  });
  routes.add(Method::post, "/subjects/{subject}", kReadsRegistry,
             [](Registry& registry, const Request& request) {
               const auto asked = read_schema(request);
               if (!asked) return registry_refusal(asked.error());
               return registry_answer(
                   registry.lookup(subject_of(request), asked->type, asked->text, is_set(request, "deleted")),
                   write_version);
             });
  routes.add(
      Method::del, "/subjects/{subject}", kChangesRegistry, [](Registry& registry, const Request& request) {
        return registry_answer(registry.remove(subject_of(request), is_set(request, "permanent")),
                               [](JsonWriter& json, const auto& numbers) { write_list(json, numbers); });
      });
  routes.add(Method::get, "/subjects/{subject}/versions", kReadsRegistry,
             [](Registry& registry, const Request& request) {
               return registry_answer(
                   registry.versions(subject_of(request), is_set(request, "deleted")),
                   [](JsonWriter& json, const auto& numbers) { write_list(json, numbers); });
             });
  routes.add(Method::post, "/subjects/{subject}/versions", kChangesRegistry,
             [](Registry& registry, const Request& request) {
               const auto asked = read_schema(request);
               if (!asked) return registry_refusal(asked.error());
               return registry_answer(
                   registry.add(subject_of(request), asked->type, asked->text),
                   [](JsonWriter& json, int id) { json.begin_object().key("id").value(id).end_object(); });
             });
}

void add_versions(RegistryRoutes& routes) {
  constexpr std::string_view kVersion = "/subjects/{subject}/versions/{version}";
  routes.add(Method::get, kVersion, kReadsRegistry, [](Registry& registry, const Request& request) {
    return registry_answer(
        registry.version(subject_of(request), version_of(request), is_set(request, "deleted")),
        write_version);
  });
  routes.add(Method::get, fmt::format("{}/schema", kVersion), kReadsRegistry,
             [](Registry& registry, const Request& request) {
               const auto found =
                   registry.version(subject_of(request), version_of(request), is_set(request, "deleted"));
               return registry_answer(
                   found, [](JsonWriter& json, const auto& version) { json.raw(version.schema.text); });
             });
  routes.add(Method::del, kVersion, kChangesRegistry, [](Registry& registry, const Request& request) {
    return registry_answer(
        registry.remove(subject_of(request), version_of(request), is_set(request, "permanent")),
        [](JsonWriter& json, int number) { json.value(number); });
  });
}

void add_ids(RegistryRoutes& routes) {
  const auto with_id = [&](std::string_view pattern, auto handle) {
    routes.add(Method::get, pattern, kReadsRegistry, [handle](Registry& registry, const Request& request) {
      const auto id = id_of(request);
      return id ? handle(registry, *id) : registry_refusal(id.error());
    });
  };
  with_id("/schemas/ids/{id}", [](Registry& registry, int id) {
    return registry_answer(registry.schema(id), [](JsonWriter& json, const registry::Schema& schema) {
      json.begin_object();
      write_type(json, schema.type);
      json.key("schema").value(schema.text).end_object();
    });
  });
  with_id("/schemas/ids/{id}/schema", [](Registry& registry, int id) {
    return registry_answer(registry.schema(id),
                           [](JsonWriter& json, const registry::Schema& schema) { json.raw(schema.text); });
  });
  with_id("/schemas/ids/{id}/versions", [](Registry& registry, int id) {
    return registry_answer(registry.uses(id), [](JsonWriter& json, const auto& uses) {
      json.begin_array();
      for (const registry::Version& use : uses) {
        json.begin_object().key("subject").value(use.subject);
        json.key("version").value(use.version).end_object();
      }
      json.end_array();
    });
  });
  with_id("/schemas/ids/{id}/subjects", [](Registry& registry, int id) {
    return registry_answer(registry.uses(id), [](JsonWriter& json, const auto& uses) {
      json.begin_array();
      for (const registry::Version& use : uses) json.value(use.subject);
      json.end_array();
    });
  });
  routes.add(Method::get, "/schemas/types", kReadsRegistry, [](Registry&, const Request&) {
    return registry_response(
        200, [](JsonWriter& json) { json.begin_array().value("JSON").value("AVRO").end_array(); });
  });
}

void add_compatibility(RegistryRoutes& routes) {
  const auto check = [](Registry& registry, const Request& request) {
    const auto asked = read_schema(request);
    if (!asked) return registry_refusal(asked.error());
    const std::string version = version_of(request);
    const auto objections =
        registry.check(subject_of(request), version.empty() ? std::nullopt : std::optional{version},
                       asked->type, asked->text);
    return registry_answer(objections, [&](JsonWriter& json, const std::vector<std::string>& messages) {
      json.begin_object().key("is_compatible").value(messages.empty());
      if (is_set(request, "verbose")) write_list(json.key("messages"), messages);
      json.end_object();
    });
  };
  routes.add(Method::post, "/compatibility/subjects/{subject}/versions", kReadsRegistry, check);
  routes.add(Method::post, "/compatibility/subjects/{subject}/versions/{version}", kReadsRegistry, check);
}

}  // namespace

void add_registry_routes(http::Router& router, const SharedContext& context) {
  RegistryRoutes routes(router, context);
  add_subjects(routes);
  add_versions(routes);
  add_ids(routes);
  add_compatibility(routes);
  add_registry_settings(routes);
}

}  // namespace slipstream::api
