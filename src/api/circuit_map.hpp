#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/samples.hpp"

namespace slipstream::api {

/// A circuit in the frame and unit of telemetry's x, y and z: 1/10 m. All of it is derived from the positions
/// of one car on one lap.
struct CircuitMap {
  struct Corner {
    std::string name;       ///< "4"
    domain::Point at;       ///< of the apex
    double distance_m = 0;  ///< of the apex, from the start line
    double label_deg = 0;   ///< to the outside of the bend, anticlockwise from x
  };
  std::string name;
  double length_m = 0;
  std::vector<domain::Point> line;  ///< in driving order from the start line, closed by its first point
  /// Where sectors end; nullopt if the lap has no sector times.
  std::optional<std::array<double, 3>> sector_ends_m;
  std::vector<Corner> corners;  ///< by curvature, in driving order
};

/// The circuits of the sessions a user has. Any thread.
class CircuitPort {
 public:
  virtual ~CircuitPort() = default;
  /// Reads the session where that has not been done, which takes long. Errors: not_found (no such session, no
  /// positions of cars in it, no complete lap), those of reading it.
  virtual Result<std::shared_ptr<const CircuitMap>> circuit(std::string_view session_key) = 0;
};

}  // namespace slipstream::api
