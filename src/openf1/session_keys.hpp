#pragma once

#include <cstdint>

namespace slipstream::openf1 {

/// The numbers by which the official feed knows a session; every document has them.
struct SessionKeys {
  std::int64_t meeting_key = 0, session_key = 0;
  friend bool operator==(const SessionKeys&, const SessionKeys&) = default;
};

}  // namespace slipstream::openf1
