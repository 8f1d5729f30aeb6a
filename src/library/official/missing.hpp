#pragma once

#include "base/result.hpp"

namespace slipstream::library {

/// The server does not have it: it says so, or it is a store that says "forbidden" of what it does not have.
/// Errors of files have no place and are something else.
[[nodiscard]] inline bool is_missing(const Error& error) {
  return !error.where.empty() && (error.code == ErrorCode::not_found || error.code == ErrorCode::permission);
}

}  // namespace slipstream::library
