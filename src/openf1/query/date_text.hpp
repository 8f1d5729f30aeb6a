#pragma once

#include <optional>
#include <string_view>

#include "base/time.hpp"

namespace slipstream::openf1 {

/// A point in time as a user wrote it.
struct DateText {
  UtcTime time;           ///< cut to milliseconds
  bool has_hour = false;  ///< else the whole UTC day may be meant
  friend bool operator==(const DateText&, const DateText&) = default;
};

/// Dates as Python's dateutil reads them in its default settings: ISO forms, month before day in 09/10/2021,
/// names of months and weekdays in English, zones as Z, UTC, GMT or an offset, UTC where there is none. Parts
/// that are missing are those of `today` at 0:00; a weekday alone is the next one from then on. nullopt if
/// the text is no date. Not read: durations in words ("10h 30m"), names of other zones, fuzzy texts.
[[nodiscard]] std::optional<DateText> parse_date_text(std::string_view text, UtcTime today);

}  // namespace slipstream::openf1
