#include "plot/ink.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace slipstream::plot {
namespace {

constexpr double kLeastContrast = 3;

double linear(std::uint8_t channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Rgb color) {
  return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

Rgb readable_on(Rgb paper, Rgb color, Rgb away) {
  constexpr int kSteps = 20;
  for (int step = 0; step < kSteps; ++step) {
    const Rgb moved = mix(color, away, static_cast<double>(step) / kSteps);
    if (contrast(moved, paper) >= kLeastContrast) return moved;
  }
  return away;
}

}  // namespace

std::optional<Rgb> parse_rgb(std::string_view text) {
  if (text.starts_with('#')) text.remove_prefix(1);
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  if (text.size() != 6 || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return rgb(value);
}

std::string to_string(Rgb color) {
  return fmt::format("#{:02x}{:02x}{:02x}", color.red, color.green, color.blue);
}

Rgb mix(Rgb from, Rgb to, double part) {
  const auto between = [part](std::uint8_t a, std::uint8_t b) {
    return static_cast<std::uint8_t>(std::lround(a + (b - a) * std::clamp(part, 0.0, 1.0)));
  };
  return {between(from.red, to.red), between(from.green, to.green), between(from.blue, to.blue)};
}

double contrast(Rgb one, Rgb other) {
  const double a = luminance(one), b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

Ink readable(Rgb color) {
  return {readable_on(ink::kPaper.light, color, rgb(0x000000)),
          readable_on(ink::kPaper.dark, color, rgb(0xffffff))};
}

}  // namespace slipstream::plot
