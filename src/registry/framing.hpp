#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// How a record names its schema: a zero byte, the id in four bytes, most significant first, then the body
/// (https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/, wire format).
/// Any thread.
namespace slipstream::registry {

inline constexpr std::size_t kFrameBytes = 5;

struct Framed {
  std::int32_t schema_id = 0;
  std::string_view body;
};

/// nullopt for bytes without a frame.
[[nodiscard]] std::optional<Framed> unframe(std::string_view bytes);

/// Appends the frame; the body is to follow.
void append_frame(std::string& out, std::int32_t schema_id);

}  // namespace slipstream::registry
