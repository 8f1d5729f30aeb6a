#pragma once

#include <vector>

#include "simulate/race/race.hpp"
#include "simulate/race/random.hpp"
#include "source/feed_event.hpp"

namespace slipstream::source {

/// Samples of all cars at the feed's own uneven rate, gathered into packets of about a second.
template <class Packet>
class PacketClock {
 public:
  /// `spacing_ms`: between samples on average; the feed's car data 270, its positions 263.
  PacketClock(std::uint64_t seed, double spacing_ms) : random_(seed, 0x7E1E), spacing_ms_(spacing_ms) {
    plan();
  }

  /// Calls `sample(instant, packet)` for each instant up to `now` and hands full packets to `out`.
  template <class Sample>
  void advance(SessionTime now, std::vector<FeedEvent>& out, Sample sample) {
    for (; next_ <= now; next_ += spacing()) {
      sample(next_, packet_);
      if (--left_ > 0 && packet_.samples.size() < kMostSamples) continue;
      out.push_back({.time = next_, .body = std::exchange(packet_, {})});
      plan();
    }
  }

 private:
  /// Mostly 200, 240, 280, … ms, now and then longer, as the feed has it.
  Milliseconds spacing() {
    const double factor = random_.chance(0.04) ? random_.uniform(1.3, 1.9) : random_.uniform(0.75, 1.2);
    return Milliseconds{std::llround(spacing_ms_ * factor)};
  }
  void plan() { left_ = 2 + static_cast<int>(random_.uniform(0, 4)); }

  /// A packet stays well below what readers take for damage.
  static constexpr std::size_t kMostSamples = 8'000;

  simulate::Random random_;
  double spacing_ms_;
  SessionTime next_{};
  int left_ = 0;
  Packet packet_;
};

/// What the cars' sensors and the positioning system send.
class TelemetryFeed {
 public:
  explicit TelemetryFeed(std::uint64_t seed);
  /// After each step of the race: the packets that became full in it.
  void advance(const simulate::Race& race, std::vector<FeedEvent>& out);

 private:
  PacketClock<CarDataPacket> car_data_;
  PacketClock<PositionPacket> positions_;
  std::vector<domain::CarCondition> conditions_;  ///< of the car data packet that is being filled
};

}  // namespace slipstream::source
