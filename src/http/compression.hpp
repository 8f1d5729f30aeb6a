#pragma once

#include <string>
#include <string_view>

#include "http/message.hpp"

namespace slipstream::http {

/// `bytes` as a gzip member. Level 1 (fast) to 9 (small). Any thread; each keeps its own 300 KB of state.
[[nodiscard]] std::string gzip(std::string_view bytes, int level);

/// Bodies up to this size are compressed on the I/O thread, larger ones on the worker pool.
inline constexpr std::size_t kSmallBodyBytes = std::size_t{16} << 10;

/// Would this response be sent compressed to a client that takes gzip? Decides about `Vary`, too.
[[nodiscard]] bool is_compressible(const Response& response);

/// Replaces the body by its gzip form, fast rather than small, and says so in its headers.
void compress(Response& response);

}  // namespace slipstream::http
