#pragma once

#include <string_view>

#include "http/message.hpp"
#include "http/router.hpp"

namespace slipstream::http {

/// The status that fits the code (see error_response in message.hpp), in the form of a route.
[[nodiscard]] Response error_response(const Error& error, ErrorForm form);
/// What HTTP itself refuses; the code in the body follows from the status ("method_not_allowed").
[[nodiscard]] Response refusal(int status, std::string_view message, ErrorForm form = ErrorForm::error);
/// "Not Found"; "Unknown" for a status without a name here.
[[nodiscard]] std::string_view reason_phrase(int status);

}  // namespace slipstream::http
