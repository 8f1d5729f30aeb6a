#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "base/time.hpp"
#include "domain/tyre.hpp"
#include "source/feed_event.hpp"

namespace slipstream::prepare {

/// The tyres of one car on one lap.
struct LapTyres {
  int stint = 0;  ///< from 1
  std::optional<domain::Compound> compound;
  std::optional<bool> fresh;
  std::optional<int> tyre_life;  ///< of the set at the end of the lap
};

/// An age of tyres in laps as the feed may give it; nullopt for what no set of tyres has.
[[nodiscard]] std::optional<int> plausible_tyre_life(std::optional<int> laps);

/// What the feed said about one car's sets of tyres, and from it the tyres of each lap, as FastF1 assigns
/// them (formats notes, section 6, point 9). The feed opens a stint at every pass through the pit lane; it
/// corrects stints later, sometimes counts one too many, and in races may send several at once at the start.
/// Not for several threads.
class StintLog {
 public:
  void apply(const source::CarTyres& update, SessionTime time);

  struct LapSpan {
    SessionTime end;
    bool ends_in_pits = false;
  };
  /// For each of the car's laps, in order; nullopt where nothing was known yet. `race_start`: the start of
  /// the session if it is a race, else nullopt.
  [[nodiscard]] std::vector<std::optional<LapTyres>> tyres_of(std::span<const LapSpan> laps,
                                                              std::optional<SessionTime> race_start) const;

 private:
  struct Message {
    SessionTime time;
    std::size_t stint = 0;  // from 0
    std::optional<domain::Compound> compound;
    std::optional<bool> fresh;
    std::optional<int> start_laps;
  };
  [[nodiscard]] bool has_corrections() const;
  static void spread_bunched(std::vector<Message>& messages, std::span<const SessionTime> brackets,
                             SessionTime race_start);
  static void correct_counters(std::vector<Message>& messages, std::span<const SessionTime> brackets);
  /// One message per stint: the first one's time, with all later corrections.
  static std::vector<Message> fold(const std::vector<Message>& messages);

  std::vector<Message> messages_;
};

}  // namespace slipstream::prepare
