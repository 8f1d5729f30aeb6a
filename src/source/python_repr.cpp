#include "source/python_repr.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

namespace slipstream::source {
namespace {

/// Reads a literal from its front and writes JSON.
class Converter {
 public:
  explicit Converter(std::string_view rest) : rest_(rest) { json_.reserve(rest.size() + 16); }

  std::optional<std::string> run() {
    while (!rest_.empty()) {
      const char c = rest_.front();
      if (c == '\'' || c == '"') {
        if (!convert_text()) return std::nullopt;
      } else if (!convert_word()) {
        json_ += c;
        rest_.remove_prefix(1);
      }
    }
    return std::move(json_);
  }

 private:
  /// A constant, where one stands.
  bool convert_word() {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kWords{
        {{"True", "true"}, {"False", "false"}, {"None", "null"}}};
    for (const auto& [python, json] : kWords) {
      if (!rest_.starts_with(python)) continue;
      json_ += json;
      rest_.remove_prefix(python.size());
      return true;
    }
    return false;
  }

  bool convert_text() {
    const char quote = take();
    json_ += '"';
    while (!rest_.empty()) {
      const char c = take();
      if (c == quote) {
        json_ += '"';
        return true;
      }
      if (c == '\\') {
        if (!convert_escape()) return false;
      } else if (c == '"') {
        json_ += "\\\"";
      } else {
        json_ += c;
      }
    }
    return false;
  }

  bool convert_escape() {
    if (rest_.empty()) return false;
    switch (const char c = take()) {
      case '\'': json_ += '\''; return true;
      case '"': json_ += "\\\""; return true;
      case '\\': json_ += "\\\\"; return true;
      case 'n':
      case 'r':
      case 't': json_ += {'\\', c}; return true;
      case 'x': return convert_code_point(2);
      case 'u': return convert_code_point(4);
      case 'U': return convert_code_point(8);
      default: return false;
    }
  }

  /// A code point in hexadecimal digits, as JSON's UTF-16 escapes.
  bool convert_code_point(std::size_t digits) {
    std::uint32_t code = 0;
    const std::string_view hex = rest_.substr(0, digits);
    const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
    if (error != std::errc{} || hex.size() != digits || end != hex.data() + digits) return false;
    rest_.remove_prefix(digits);
    if (code > 0x10FFFF) return false;
    if (code <= 0xFFFF) {
      json_ += fmt::format("\\u{:04x}", code);
    } else {
      json_ += fmt::format("\\u{:04x}\\u{:04x}", 0xD7C0 + (code >> 10), 0xDC00 + (code & 0x3FF));
    }
    return true;
  }

  char take() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  std::string_view rest_;
  std::string json_;
};

}  // namespace

std::optional<std::string> python_repr_to_json(std::string_view literal) { return Converter{literal}.run(); }

}  // namespace slipstream::source
