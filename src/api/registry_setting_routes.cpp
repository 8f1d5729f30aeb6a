#include "api/body.hpp"
#include "api/registry_answers.hpp"

/// Confluent's Schema Registry API: compatibility levels and modes, in general and of one subject.
namespace slipstream::api {
namespace {

using codec::JsonWriter;
using http::Method;
using http::Request;
using http::Response;
using registry::Registry;

/// What /config and /mode have in common, but for what they set.
template <class Value>
struct Setting {
  std::string_view path, field_asked, field_told;
  std::optional<Value> (*parse)(std::string_view);
  registry::Answer<std::optional<Value>> (Registry::*get)(const std::string&);
  registry::Answer<void> (Registry::*set)(const std::string&, std::optional<Value>);
  registry::RegistryError wrong, not_set;
};

Response one_field(std::string_view name, std::string_view value) {
  return registry_response(
      200, [&](JsonWriter& json) { json.begin_object().key(name).value(value).end_object(); });
}

template <class Value>
Response show(const Setting<Value>& setting, Registry& registry, const Request& request) {
  const std::string subject = subject_of(request);
  auto value = (registry.*setting.get)(subject);
  if (value && !*value && is_set(request, "defaultToGlobal")) value = (registry.*setting.get)("");
  if (!value) return registry_refusal(value.error());
  if (!*value) return registry_refusal(setting.not_set);
  return one_field(setting.field_told, to_string(**value));
}

template <class Value>
Response change(const Setting<Value>& setting, Registry& registry, const Request& request) {
  std::optional<Value> value;
  auto read = read_body(request.body, [&](codec::JsonFields& fields) {
    value = setting.parse(fields.text(setting.field_asked));
  });
  if (!read) return registry_refusal({400, read.error().to_string()});
  if (!value) return registry_refusal(setting.wrong);
  if (auto done = (registry.*setting.set)(subject_of(request), value); !done)
    return registry_refusal(done.error());
  return one_field(setting.field_asked, to_string(*value));
}

/// Answers with what held before.
template <class Value>
Response reset(const Setting<Value>& setting, Registry& registry, const Request& request) {
  Response before = show(setting, registry, request);
  if (before.status != 200) return before;
  if (auto done = (registry.*setting.set)(subject_of(request), std::nullopt); !done)
    return registry_refusal(done.error());
  return before;
}

template <class Value>
void add_setting(RegistryRoutes& routes, const Setting<Value>& setting) {
  for (const char* suffix : {"", "/{subject}"}) {
    const std::string path = fmt::format("{}{}", setting.path, suffix);
    routes.add(Method::get, path, kReadsRegistry, [setting](Registry& registry, const Request& request) {
      return show(setting, registry, request);
    });
    routes.add(Method::put, path, kChangesRegistry, [setting](Registry& registry, const Request& request) {
      return change(setting, registry, request);
    });
    routes.add(Method::del, path, kChangesRegistry, [setting](Registry& registry, const Request& request) {
      return reset(setting, registry, request);
    });
  }
}

}  // namespace

void add_registry_settings(RegistryRoutes& routes) {
  add_setting<registry::Compatibility>(
      routes, {"/config",
               "compatibility",
               "compatibilityLevel",
               registry::compatibility_from,
               &Registry::level,
               &Registry::set_level,
               {42203,
                "Invalid compatibility level. Valid values are none, backward, forward, full, "
                "backward_transitive, forward_transitive, and full_transitive"},
               {40408, "Subject does not have subject-level compatibility configured"}});
  add_setting<registry::Mode>(routes, {"/mode",
                                       "mode",
                                       "mode",
                                       registry::mode_from,
                                       &Registry::mode,
                                       &Registry::set_mode,
                                       {42204, "Invalid mode. Valid values are READWRITE and READONLY"},
                                       {40409, "Subject does not have subject-level mode configured"}});
}

}  // namespace slipstream::api
