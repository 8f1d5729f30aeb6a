#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/time.hpp"
#include "domain/driver.hpp"

namespace slipstream::prepare {

/// Lap times that race control deleted. The feed says so only in words: "CAR 5 (BOR) TIME 1:18.964 DELETED -
/// TRACK LIMITS AT TURN 12 LAP 3 15:03:34"; a later "… REINSTATED" takes it back. Not for several threads.
class DeletedLaps {
 public:
  /// The car whose laps are concerned; nullopt if the message is about something else.
  std::optional<domain::CarNumber> apply(std::string_view message);
  /// Why that lap time of that car was deleted; nullopt if it was not.
  [[nodiscard]] std::optional<std::string> reason(domain::CarNumber car, Milliseconds lap_time) const;

 private:
  struct Verdict {
    std::string reason;
    bool reinstated = false;
  };
  std::map<std::pair<domain::CarNumber, Milliseconds>, Verdict> verdicts_;
};

}  // namespace slipstream::prepare
