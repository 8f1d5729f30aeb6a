#include "registry/framing.hpp"

namespace slipstream::registry {

std::optional<Framed> unframe(std::string_view bytes) {
  if (bytes.size() < kFrameBytes || bytes[0] != '\0') return std::nullopt;
  std::uint32_t id = 0;
  for (const char byte : bytes.substr(1, 4)) id = id << 8 | static_cast<unsigned char>(byte);
  return Framed{static_cast<std::int32_t>(id), bytes.substr(kFrameBytes)};
}

void append_frame(std::string& out, std::int32_t schema_id) {
  const auto id = static_cast<std::uint32_t>(schema_id);
  out += '\0';
  for (const int shift : {24, 16, 8, 0}) out += static_cast<char>(id >> shift & 0xFFU);
}

}  // namespace slipstream::registry
