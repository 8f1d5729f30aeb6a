#include "domain/alert.hpp"

#include <array>
#include <cstddef>

namespace slipstream::domain {
namespace {
constexpr std::array<std::string_view, 3> kSeverityNames{"high", "medium", "low"};
}  // namespace

std::string_view to_string(Severity severity) { return kSeverityNames[static_cast<std::size_t>(severity)]; }

std::optional<Severity> severity_from(std::string_view text) {
  for (std::size_t i = 0; i < kSeverityNames.size(); ++i) {
    if (kSeverityNames[i] == text) return static_cast<Severity>(i);
  }
  return std::nullopt;
}

}  // namespace slipstream::domain
