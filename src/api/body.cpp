#include "api/body.hpp"

#include "api/json_syntax.hpp"

namespace slipstream::api {

Result<> read_body(std::string_view body, const std::function<void(codec::JsonFields&)>& read) {
  codec::JsonDocument document;
  auto fields = document.parse(body.empty() ? "{}" : body);
  if (!fields) {
    if (const auto syntax = find_json_error(body)) {
      return fail(ErrorCode::invalid_input, "the body is not JSON: byte {}: expected {}", syntax->byte,
                  syntax->expected);
    }
    return fail(ErrorCode::invalid_input, "the body: {}", fields.error().message);
  }
  read(*fields);
  if (fields->error()) return std::unexpected(*fields->error());
  return {};
}

}  // namespace slipstream::api
