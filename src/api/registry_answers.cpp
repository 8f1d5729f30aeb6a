#include "api/registry_answers.hpp"

namespace slipstream::api {

http::Response registry_response(int status, const std::function<void(codec::JsonWriter&)>& write) {
  http::Response response;
  response.status = status;
  response.content_type = "application/vnd.schemaregistry.v1+json";
  codec::JsonWriter json(response.body);
  write(json);
  return response;
}

http::Response registry_refusal(const registry::RegistryError& error) {
  return registry_response(error.status(), [&](codec::JsonWriter& json) {
    json.begin_object().key("error_code").value(error.code).key("message").value(error.message).end_object();
  });
}

void RegistryRoutes::add(http::Method method, std::string_view pattern, http::RouteOptions options,
                         Handler handler) {
  router_.add(
      method, std::string{pattern},
      [context = context_,
       handler = std::move(handler)](const http::Request& request) -> Result<http::Response> {
        if (context->registry == nullptr)
          return registry_refusal({404, "this process has no schema registry: it may not write the log"});
        return handler(*context->registry, request);
      },
      options);
}

std::string subject_of(const http::Request& request) {
  return std::string{request.path_parameter("subject")};
}

bool is_set(const http::Request& request, std::string_view name) { return request.query.get(name) == "true"; }

}  // namespace slipstream::api
