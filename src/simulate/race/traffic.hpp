#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "simulate/circuit/circuit.hpp"
#include "simulate/race/car_state.hpp"

namespace slipstream::simulate {

/// Cars that race among themselves; a bigger entry is several fields on the same track that do not see each
/// other, since ten thousand cars would not fit on it.
inline constexpr std::size_t kFieldSize = 20;

/// Whom a car has in front of it on the track, whatever lap he is on.
struct Ahead {
  const CarState* car = nullptr;                           ///< nullptr: nobody near enough to matter
  double gap_m = std::numeric_limits<double>::infinity();  ///< from nose to nose
};

/// Who is in front of whom. Updated once a step. Cars that are not on the track, and such as have spun or
/// give up, are in front of nobody.
class Traffic {
 public:
  Traffic(std::span<const CarState> cars, double lap_length_m);
  void update();
  [[nodiscard]] const Ahead& ahead(std::size_t car) const { return ahead_[car]; }

 private:
  void update_field(std::span<std::size_t> field);

  std::span<const CarState> cars_;
  double lap_length_m_;
  std::vector<std::size_t>
      order_;  ///< field by field, each by place along the lap, nearly sorted from step to step
  std::vector<Ahead> ahead_;
};

/// What traffic lets a car do.
struct Room {
  double limit_ms = std::numeric_limits<double>::infinity();
  double grip_factor = 1;  ///< dirty air in corners
  double tow = 0;          ///< adds to openness
};
/// `passing`: whether one may overtake at all now (no flags). Gaps of more than 150 m leave a car free.
[[nodiscard]] Room room_behind(const CarState& car, const Ahead& ahead, const Circuit& circuit, bool passing);

}  // namespace slipstream::simulate
