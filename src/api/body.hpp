#pragma once

#include <functional>
#include <string_view>

#include "base/result.hpp"
#include "codec/json_fields.hpp"

namespace slipstream::api {

/// Reads a request's JSON object with `read`; an empty body is an empty object. Errors: invalid_input, naming
/// the byte where it stops being JSON, or the first field of the wrong type.
Result<> read_body(std::string_view body, const std::function<void(codec::JsonFields&)>& read);

}  // namespace slipstream::api
