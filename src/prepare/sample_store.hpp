#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "base/time.hpp"
#include "domain/samples.hpp"
#include "source/feed_event.hpp"

namespace slipstream::prepare {

/// One car's samples of a whole session, packed: 12 to 16 bytes each, so that gathering them first and
/// merging car by car costs less memory than columns that grow.
class CarSamples {
 public:
  /// A sample not later than the one before is dropped: the feed repeats packets.
  void add(const domain::CarSample& sample);
  void add(const domain::PositionSample& sample);
  void add(const domain::CarCondition& sample);

  [[nodiscard]] std::size_t car_count() const { return cars_.size(); }
  [[nodiscard]] std::size_t position_count() const { return positions_.size(); }
  [[nodiscard]] std::size_t condition_count() const { return conditions_.size(); }
  [[nodiscard]] domain::CarSample car(std::size_t index) const;
  [[nodiscard]] domain::PositionSample position(std::size_t index) const;
  [[nodiscard]] domain::CarCondition condition(std::size_t index) const;
  /// Car samples per second; nullopt with fewer than two.
  [[nodiscard]] std::optional<double> car_rate_hz() const;

  /// As the feed has it: gear, throttle and brake may be sentinels; kNone16 and kNone8 where it sent nothing.
  struct PackedCar {
    std::int32_t time_ms;
    std::uint16_t rpm, speed_kmh;
    std::uint8_t gear, throttle_pct, brake_pct, drs;

    [[nodiscard]] bool knows_gear() const { return gear <= 8; }
    [[nodiscard]] bool knows_throttle() const { return throttle_pct <= 100; }
    [[nodiscard]] bool knows_brake() const { return brake_pct <= 100; }
  };
  /// Three zeros are the feed's "not known".
  struct PackedPosition {
    std::int32_t time_ms : 31;
    std::uint32_t off_track : 1;
    std::int32_t x, y, z;

    [[nodiscard]] bool is_known() const { return x != 0 || y != 0 || z != 0; }
  };
  static constexpr std::uint16_t kNone16 = 0xFFFF;
  static constexpr std::uint8_t kNone8 = 0xFF;
  /// All of them, for readers in bulk.
  [[nodiscard]] std::span<const PackedCar> cars() const { return cars_; }
  [[nodiscard]] std::span<const PackedPosition> positions() const { return positions_; }

 private:
  struct PackedCondition {
    std::int32_t time_ms;
    std::array<std::uint16_t, 4> brake_temp_c;
    float fuel_kg;
  };
  std::vector<PackedCar> cars_;
  std::vector<PackedPosition> positions_;
  std::vector<PackedCondition> conditions_;
};

/// All cars' samples by number.
class SampleStore {
 public:
  /// A packet's samples are of the seconds before its stamp `time`. One that is far from it is damaged: it
  /// is left out and counted, since it would make all later ones of its car look late.
  void add(const source::CarDataPacket& packet, SessionTime time);
  void add(const source::PositionPacket& packet, SessionTime time);
  void add(const source::CarConditionPacket& packet, SessionTime time);
  [[nodiscard]] std::uint64_t damaged() const { return damaged_; }
  /// Takes a car's samples out; empty if it has none.
  [[nodiscard]] CarSamples take(domain::CarNumber car);

 private:
  template <class Sample>
  void add_all(const std::vector<Sample>& samples, SessionTime time);
  CarSamples* of(domain::CarNumber car);

  std::map<domain::CarNumber, CarSamples> cars_;
  std::uint64_t damaged_ = 0;
};

}  // namespace slipstream::prepare
