#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "analytics/derived_channels.hpp"
#include "analytics/shift_history.hpp"
#include "domain/samples.hpp"

namespace slipstream::analytics {

/// A predicate's parameters, in the order of its ParameterSpecs.
inline constexpr std::size_t kMaxParameters = 4;
using Parameters = std::array<double, kMaxParameters>;

/// What a predicate looks at.
struct Observation {
  const domain::TelemetrySample& sample;
  const DerivedSample& derived;
  std::optional<bool> drs_was_open;  ///< the last known state of the flap before this sample
  const ShiftHistory& shifts;
};

enum class Truth : std::uint8_t { no, yes, unknown };

/// What a predicate finds.
struct Finding {
  Truth truth = Truth::unknown;
  std::optional<double> value;      ///< what was measured
  std::optional<double> threshold;  ///< what it was compared with
  double beyond =
      0;  ///< how far the value is past the threshold: the extreme of an alert is where it is largest
};

struct ParameterSpec {
  std::string_view name;  ///< as in rules.yaml
  double fallback = 0;
  double least = 0, most = 0;  ///< allowed, both included
};

/// What moves a rule: every sample, or the passing of session time.
enum class Trigger : std::uint8_t { sample, silence };

/// A condition that a rule can name. The list is fixed; rules.yaml chooses and parametrises.
struct Predicate {
  std::string_view name;
  Trigger trigger = Trigger::sample;
  /// `open`: the rule's alert is open, so the threshold to clear counts. nullptr for Trigger::silence.
  Finding (*evaluate)(const Observation& now, const Parameters& parameters, bool open) = nullptr;
  std::span<const ParameterSpec> parameters;
  /// Of the message, with {driver}, {value} and {threshold} to fill in; the second without a known value.
  std::string_view description, description_without_value;
};

/// All there are.
[[nodiscard]] std::span<const Predicate> predicates();
/// nullptr if there is none of this name.
[[nodiscard]] const Predicate* find_predicate(std::string_view name);

}  // namespace slipstream::analytics
