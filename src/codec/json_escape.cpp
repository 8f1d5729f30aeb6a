#include "codec/json_escape.hpp"

#include <cstdint>
#include <cstring>

namespace slipstream::codec {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

bool is_plain(unsigned char c) { return c >= 0x20 && c < 0x80 && c != '"' && c != '\\'; }

char* put_text(char* to, std::string_view text) {
  std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

char* put_escape(char* to, unsigned char c) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '"': return put_text(to, "\\\"");
    case '\\': return put_text(to, "\\\\");
    case '\b': return put_text(to, "\\b");
    case '\f': return put_text(to, "\\f");
    case '\n': return put_text(to, "\\n");
    case '\r': return put_text(to, "\\r");
    case '\t': return put_text(to, "\\t");
    default: break;
  }
  to = put_text(to, "\\u00");
  *to++ = kHex[c >> 4];
  *to++ = kHex[c & 15];
  return to;
}

/// The length of the well-formed UTF-8 sequence (RFC 3629) that begins `text` with a byte of 0x80 or above;
/// 0 if it is none.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  std::size_t length = 0;
  if (lead >= 0xC2 && lead <= 0xDF) length = 2;
  if (lead >= 0xE0 && lead <= 0xEF) length = 3;
  if (lead >= 0xF0 && lead <= 0xF4) length = 4;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
  const bool surrogate = lead == 0xED && byte(1) > 0x9F;
  const bool beyond = lead == 0xF4 && byte(1) > 0x8F;
  return overlong || surrogate || beyond ? 0 : length;
}

}  // namespace

char* put_escaped(char* to, std::string_view text) {
  while (!text.empty()) {
    std::size_t plain = 0;
    while (plain < text.size() && is_plain(static_cast<unsigned char>(text[plain]))) ++plain;
    to = put_text(to, text.substr(0, plain));
    text.remove_prefix(plain);
    if (text.empty()) break;
    const auto c = static_cast<unsigned char>(text.front());
    const std::size_t length = c < 0x80 ? 0 : sequence_length(text);
    if (c < 0x80) {
      to = put_escape(to, c);
    } else {
      to = put_text(to, length > 0 ? text.substr(0, length) : kReplacement);
    }
    text.remove_prefix(length > 0 ? length : 1);
  }
  return to;
}

}  // namespace slipstream::codec
