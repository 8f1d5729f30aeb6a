#pragma once

#include <optional>
#include <string>

#include "net/transfer.hpp"

namespace slipstream::net {

/// What an answer's status means; nullopt: what was asked for came (200, 206).
[[nodiscard]] std::optional<TransferFailure> status_failure(int status, const std::string& url);

}  // namespace slipstream::net
