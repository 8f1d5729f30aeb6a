#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "analytics/running_median.hpp"
#include "domain/samples.hpp"

namespace slipstream::analytics {

inline constexpr std::size_t kGears = 9;  ///< 0 = neutral … 8

/// How channels are derived (CONTRACTS §6).
struct DerivedOptions {
  /// Learn each car's own ratio of each gear; until then a gear has no expected speed. Otherwise gear_ratios
  /// are used throughout, as the existing bridge does.
  bool calibrate = true;
  /// By gear; guesses that flag about a tenth of all samples.
  std::array<double, kGears> gear_ratios{0, 13.0, 10.5, 8.5, 7.0, 6.0, 5.2, 4.5, 4.0};
  double wheel_radius_m = 0.33;
  double wheel_spin_factor = 1.15;  ///< of the speed that the engine's speed must exceed
  friend bool operator==(const DerivedOptions&, const DerivedOptions&) = default;
};

enum class GearAnomaly : std::uint8_t { none, lugging, over_rev, mismatch };
/// "none", "lugging", "over_rev", "mismatch".
[[nodiscard]] std::string_view to_string(GearAnomaly anomaly);

/// What follows from a sample. Unknown is nullopt.
struct DerivedSample {
  std::optional<double> expected_speed_kmh;  ///< of the engine's speed in this gear, without slip
  std::optional<bool> wheel_spin;
  std::optional<double> wheel_spin_pct;     ///< from 0
  std::optional<GearAnomaly> gear_anomaly;  ///< the first that applies, in the order of the enum
  friend bool operator==(const DerivedSample&, const DerivedSample&) = default;
};

/// km/h, of the usual range of a gear; nullopt for neutral.
struct SpeedRange {
  double min_kmh = 0, max_kmh = 0;
};
[[nodiscard]] std::optional<SpeedRange> usual_speeds(int gear);

/// Derives the channels of one car, learning its gear ratios. Feed it every sample of one run in order. One
/// thread; a kilobyte. The engine and the store each have their own: both see the same samples.
class DerivedChannels {
 public:
  explicit DerivedChannels(const DerivedOptions& options = {}) : options_(options) {}

  /// Of this sample, after learning from it.
  DerivedSample apply(const domain::TelemetrySample& sample);

  /// The ratio used in a gear: learnt, or configured without `calibrate`. nullopt: not (yet) known.
  [[nodiscard]] std::optional<double> ratio(int gear) const;

  /// Good samples of a gear before its ratio counts as learnt.
  static constexpr std::uint32_t kNeededSamples = 50;

  /// What it has learnt and is about to learn from.
  struct Calibration {
    std::array<RunningMedian::State, kGears> gears;
    std::int8_t last_gear = 0;
    int gear_held = 0;  ///< samples in a row in last_gear
    friend bool operator==(const Calibration&, const Calibration&) = default;
  };
  [[nodiscard]] Calibration calibration() const;
  void restore(const Calibration& calibration);
  void set_options(const DerivedOptions& options) { options_ = options; }

 private:
  void learn(const domain::TelemetrySample& sample);

  DerivedOptions options_;
  std::array<RunningMedian, kGears> learnt_;
  std::int8_t last_gear_ = 0;
  int gear_held_ = 0;
};

}  // namespace slipstream::analytics
