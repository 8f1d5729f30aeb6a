#include "registry/schemas.hpp"

namespace slipstream::registry {
namespace {

template <class T>
Result<T> to_result(Answer<T> answer) {
  if (!answer) return std::unexpected(to_error(answer.error()));
  return std::move(*answer);
}

}  // namespace

Error to_error(const RegistryError& error) {
  const auto code = [&] {
    switch (error.status()) {
      case 401:
      case 403: return ErrorCode::permission;
      case 404: return ErrorCode::not_found;
      case 409: return ErrorCode::conflict;
      case 422: return error.code == 42205 ? ErrorCode::permission : ErrorCode::invalid_input;
      default: return error.status() < 500 ? ErrorCode::invalid_input : ErrorCode::unavailable;
    }
  };
  return {code(), error.message};
}

Result<Schema> LogSchemas::schema(std::int32_t id) { return to_result(registry_.schema(id)); }

Result<std::int32_t> LogSchemas::add(const std::string& subject, const Schema& schema) {
  return to_result(registry_.add(subject, schema.type, schema.text));
}

Result<std::vector<std::string>> LogSchemas::subjects() { return to_result(registry_.subjects(false)); }

Result<Version> LogSchemas::latest(const std::string& subject) {
  return to_result(registry_.version(subject, "latest", false));
}

}  // namespace slipstream::registry
