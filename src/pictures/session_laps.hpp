#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/lap.hpp"
#include "prepare/prepared_session.hpp"

namespace slipstream::pictures {

/// The last revision of each lap, by driver in the session's order, then by lap number.
class SessionLaps {
 public:
  explicit SessionLaps(const prepare::PreparedSession& session);

  [[nodiscard]] std::size_t drivers() const { return laps_.size(); }
  [[nodiscard]] std::span<const domain::Lap> of(std::size_t driver) const { return laps_[driver]; }
  /// nullptr if the driver did not drive it.
  [[nodiscard]] const domain::Lap* find(std::size_t driver, int lap_number) const;
  /// The driver's fastest lap that was not deleted; nullptr without a timed one.
  [[nodiscard]] const domain::Lap* fastest(std::size_t driver) const;
  /// Drivers with a timed lap, the fastest first.
  [[nodiscard]] std::vector<std::size_t> by_fastest_lap() const;
  /// Drivers with a lap: as they finished (who drove further is ahead, then the last position, where laps
  /// have one); otherwise as by_fastest_lap, then those without a time.
  [[nodiscard]] std::vector<std::size_t> by_result() const;

 private:
  std::vector<std::vector<domain::Lap>> laps_;
};

/// "Mexico City Grand Prix 2025, Qualifying".
[[nodiscard]] std::string session_title(const domain::SessionInfo& info);

}  // namespace slipstream::pictures
