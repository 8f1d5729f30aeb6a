#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "prepare/tables/session_record.hpp"

namespace slipstream::prepare {

/// A driver's result: the official one, else as it follows from the laps.
struct Classified {
  std::size_t driver = 0;       ///< index into SessionRecord::drivers
  std::optional<int> position;  ///< nullopt without a lap
  bool too_slow = false;        ///< qualifying: knocked out beyond 107 % of the quickest lap of Q1
  std::array<std::optional<Milliseconds>, 3> parts;  ///< best laps of Q1, Q2, Q3
  std::optional<Milliseconds> best;                  ///< practice: the best lap
};

enum class SessionKind { race, qualifying, practice };
[[nodiscard]] SessionKind kind_of(const domain::SessionInfo& info);

/// All drivers in the order of the result, those without a position last. Where there are official results
/// (DriverRecord::official) it is theirs. Else it is computed as FastF1 does without them (formats notes,
/// section 6, point 15): in qualifying by the best accurate lap that was not deleted, per part; in practice,
/// and in a qualifying of which nothing tells the parts, by the best lap not deleted; in races by the number
/// of laps, then by when the last one ended.
[[nodiscard]] std::vector<Classified> classify(const SessionRecord& record);

}  // namespace slipstream::prepare
