#pragma once

#include <array>
#include <optional>
#include <vector>

#include "base/time.hpp"
#include "openf1/documents/document_list.hpp"
#include "source/feed_event.hpp"

namespace slipstream::openf1 {

/// A lap as it is known so far.
struct LapState {
  int number = 1;
  std::optional<UtcTime> date_start;
  std::optional<Milliseconds> duration;
  std::array<std::optional<Milliseconds>, 3> sectors;
  std::optional<int> i1_kmh, i2_kmh, st_kmh;
  bool is_pit_out = false;
  std::array<std::optional<List<std::int64_t>>, 3> segments;
  bool changed = false;  ///< since it was last given out

  /// Sets one of the fields above; a value that is the same already is no change.
  template <class T>
  void set(std::optional<T>& field, const T& value) {
    changed = changed || field != value;
    field = value;
  }
  void set_pit_out();
  /// Only the first element of a sector counts as a change, as in OpenF1: later ones are given out with the
  /// lap's next other change.
  void set_segment(std::size_t sector, std::size_t segment, int status);
  /// Sets an unknown duration to the sum of three known sectors.
  void complete_duration();

  /// The fields behind meeting_key and session_key.
  [[nodiscard]] Document document(domain::CarNumber car) const;
};

/// The laps of one car; `now` is the UTC of the line that is read.
class CarLapStates {
 public:
  /// The last one; made if there is none.
  [[nodiscard]] LapState& current();
  /// The one that late news are about: the lap before the current one while that is younger than 10 s.
  /// nullptr if there is none before it.
  [[nodiscard]] LapState* ending(UtcTime now);
  /// The lap count says that lap `number` is being driven. Returns whether the current lap got its start.
  [[nodiscard]] bool count_to(int number, UtcTime now);
  [[nodiscard]] std::vector<LapState>& all() { return laps_; }

 private:
  std::vector<LapState> laps_;
};

}  // namespace slipstream::openf1
