#pragma once

#include <string>

#include <curl/curl.h>

#include "net/transfer.hpp"

/// Private to this room: curl's codes as our errors.
namespace slipstream::net {

/// What `code` means to a user, and whether it may pass; `text` is curl's own explanation.
[[nodiscard]] TransferFailure curl_failure(CURLcode code, const std::string& text, const std::string& url);

}  // namespace slipstream::net
