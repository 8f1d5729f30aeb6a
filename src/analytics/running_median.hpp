#pragma once

#include <array>
#include <cstdint>

namespace slipstream::analytics {

/// The median of a stream in constant memory: the P² algorithm (Jain and Chlamtac, 1985) with five markers.
/// Single outliers move it by at most a neighbour's distance.
class RunningMedian {
 public:
  static constexpr std::size_t kMarkers = 5;

  void add(double value);
  [[nodiscard]] std::uint32_t count() const { return count_; }
  /// Of what was added; 0 if that was nothing.
  [[nodiscard]] double value() const;

  /// All there is to keep of it.
  struct State {
    std::uint32_t count = 0;
    std::array<double, kMarkers> heights{};       // of the markers: min, quartile, median, quartile, max
    std::array<std::uint32_t, kMarkers> ranks{};  // from 1; meaningful from kMarkers values on
    friend bool operator==(const State&, const State&) = default;
  };
  [[nodiscard]] State state() const { return {count_, heights_, ranks_}; }
  static RunningMedian from(const State& state);

 private:
  void add_first(double value);
  void move_marker(std::size_t marker, double wanted_rank);

  std::uint32_t count_ = 0;
  std::array<double, kMarkers> heights_{};
  std::array<std::uint32_t, kMarkers> ranks_{1, 2, 3, 4, 5};
};

}  // namespace slipstream::analytics
