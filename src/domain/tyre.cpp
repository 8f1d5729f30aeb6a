#include "domain/tyre.hpp"

#include <array>
#include <cstddef>

namespace slipstream::domain {
namespace {

constexpr std::array<std::string_view, 10> kCompoundNames{
    "SOFT",      "MEDIUM",    "HARD",      "INTERMEDIATE", "WET",
    "HYPERSOFT", "ULTRASOFT", "SUPERSOFT", "SUPERHARD",    "UNKNOWN"};

}  // namespace

std::string_view to_string(Compound compound) { return kCompoundNames[static_cast<std::size_t>(compound)]; }

std::optional<Compound> compound_from(std::string_view text) {
  for (std::size_t i = 0; i < kCompoundNames.size(); ++i) {
    if (kCompoundNames[i] == text) return static_cast<Compound>(i);
  }
  return std::nullopt;
}

}  // namespace slipstream::domain
