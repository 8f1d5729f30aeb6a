#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace slipstream::plot {

struct Rgb {
  std::uint8_t red = 0, green = 0, blue = 0;
  friend auto operator<=>(const Rgb&, const Rgb&) = default;
};

constexpr Rgb rgb(std::uint32_t hex) {
  return {static_cast<std::uint8_t>(hex >> 16U), static_cast<std::uint8_t>(hex >> 8U),
          static_cast<std::uint8_t>(hex)};
}

/// "#F47600", the # optional, either case. nullopt for anything else.
[[nodiscard]] std::optional<Rgb> parse_rgb(std::string_view text);
/// "#f47600".
[[nodiscard]] std::string to_string(Rgb color);
/// `part` of the way from one to the other.
[[nodiscard]] Rgb mix(Rgb from, Rgb to, double part);
/// Contrast ratio by WCAG 2, 1 to 21.
[[nodiscard]] double contrast(Rgb one, Rgb other);

/// A colour as it is printed on light and on dark paper.
struct Ink {
  Rgb light, dark;
  friend auto operator<=>(const Ink&, const Ink&) = default;
};

/// Which paper: the reader's preference (a viewer that has none shows the light one), or always one.
enum class Theme : std::uint8_t { automatic, light, dark };

/// The palette. Contrast of texts and marks with the paper is above 3, of texts above 4.5, in both themes.
namespace ink {
inline constexpr Ink kPaper{rgb(0xfbfcfd), rgb(0x10141a)};
inline constexpr Ink kText{rgb(0x11161b), rgb(0xe9edf1)};
inline constexpr Ink kText2{rgb(0x3e4852), rgb(0xb0bac4)};
inline constexpr Ink kText3{rgb(0x5a6570), rgb(0x8793a0)};
inline constexpr Ink kGrid{rgb(0xe6eaee), rgb(0x1d242c)};
inline constexpr Ink kLine{rgb(0xaab4be), rgb(0x3a444f)};
inline constexpr Ink kRaised{rgb(0xeff2f5), rgb(0x181e25)};
inline constexpr Ink kSlotA{rgb(0x0a68a8), rgb(0x5cc0f5)};
inline constexpr Ink kSlotB{rgb(0xa85400), rgb(0xffae4d)};
inline constexpr Ink kSlotC{rgb(0xa5276f), rgb(0xf08bc4)};
inline constexpr Ink kSlotD{rgb(0x2b6e33), rgb(0x8fd694)};
inline constexpr Ink kGain{rgb(0x0a6f39), rgb(0x45d98a)};
inline constexpr Ink kLoss{rgb(0xb81f2b), rgb(0xff7b7f)};
}  // namespace ink

/// A colour from outside as an ink: moved towards black or white until it can be told from the paper.
[[nodiscard]] Ink readable(Rgb color);

}  // namespace slipstream::plot
