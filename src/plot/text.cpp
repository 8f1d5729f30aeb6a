#include "plot/text.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include <fmt/format.h>

namespace slipstream::plot {
namespace {

// Helvetica's advance widths in 1/1000 of the size, from space to ~ (Adobe's Core 14 AFM files).
constexpr std::array<std::uint16_t, 95> kWidths{
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584};
constexpr double kOtherWidth = 600;
constexpr double kWideTypeface = 7.0 / 6;

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// Bytes of the character that begins the text; 0 if it is not UTF-8.
std::size_t character_size(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t size = lead < 0x80   ? 1
                           : lead < 0xC2 ? 0
                           : lead < 0xE0 ? 2
                           : lead < 0xF0 ? 3
                           : lead < 0xF5 ? 4
                                         : 0;
  if (size > text.size()) return 0;
  for (std::size_t i = 1; i < size; ++i) {
    if (!is_continuation(text[i])) return 0;
  }
  const auto second = size > 1 ? static_cast<unsigned char>(text[1]) : 0U;
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool surrogate = lead == 0xED && second >= 0xA0, beyond = lead == 0xF4 && second >= 0x90;
  const bool no_character = lead == 0xEF && second == 0xBF && static_cast<unsigned char>(text[2]) >= 0xBE;
  return overlong || surrogate || beyond || no_character ? 0 : size;
}

void append_escaped(std::string& out, std::string_view character) {
  switch (character.front()) {
    case '&': out += "&amp;"; return;
    case '<': out += "&lt;"; return;
    case '>': out += "&gt;"; return;
    case '"': out += "&quot;"; return;
    default: break;
  }
  const bool control = static_cast<unsigned char>(character.front()) < 0x20;
  if (control) {
    if (character == "\t" || character == "\n") out += ' ';
    return;
  }
  out += character;
}

}  // namespace

std::string escape_xml(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t size = character_size(text);
    if (size == 0) {
      out += "\uFFFD";
      text.remove_prefix(1);
      continue;
    }
    append_escaped(out, text.substr(0, size));
    text.remove_prefix(size);
  }
  return out;
}

double text_width(std::string_view text, double size_px) {
  double thousandths = 0;
  for (const char byte : text) {
    if (byte >= ' ' && byte <= '~') {
      thousandths += kWidths[static_cast<std::size_t>(byte - ' ')];
    } else if (!is_continuation(byte)) {
      thousandths += kOtherWidth;
    }
  }
  return thousandths * kWideTypeface * size_px / 1000;
}

std::string short_number(double value) {
  const auto tenths = std::llround(value * 10);
  const auto whole = std::llabs(tenths) / 10, rest = std::llabs(tenths) % 10;
  const char* sign = tenths < 0 ? "-" : "";
  return rest == 0 ? fmt::format("{}{}", sign, whole) : fmt::format("{}{}.{}", sign, whole, rest);
}

}  // namespace slipstream::plot
