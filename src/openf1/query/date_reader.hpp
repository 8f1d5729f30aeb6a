#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "openf1/query/calendar_day.hpp"
#include "openf1/query/date_text.hpp"
#include "openf1/query/date_tokens.hpp"

namespace slipstream::openf1 {

/// Reads a date's tokens from left to right (see parse_date_text). One thread.
class DateReader {
 public:
  explicit DateReader(std::string_view text);

  /// False if the text is no date.
  [[nodiscard]] bool read();
  /// After read() was true; nullopt if there is no such day.
  [[nodiscard]] std::optional<DateText> result(UtcTime today) const;

 private:
  [[nodiscard]] const DateToken* next(std::size_t ahead = 1) const;
  [[nodiscard]] bool next_is(std::string_view text, std::size_t ahead = 1) const;

  // Each takes the tokens it reads; false where the text is no date.
  bool read_number();
  bool read_word();
  bool read_symbol();
  bool read_clock();                                 ///< "21:30", "21:30:00", "21:30:00.005"
  bool read_compact_day(std::string_view digits);    ///< "20251025"
  bool read_compact_clock(std::string_view digits);  ///< "2130", "213000" behind a day
  bool read_half_day(std::string_view digits);       ///< "10am", "10 pm"
  bool read_separated_day();                         ///< "2025-10-25", "10/25/2025", "10-Sep-2021"
  bool read_offset();                                ///< "+02:00", "-0600", "+2"

  bool add_part(std::size_t ahead);
  bool set_hour(std::string_view digits, int minute);
  bool set_seconds(std::string_view text);  ///< "00", "00.005"; finer digits than milliseconds are cut

  std::vector<DateToken> tokens_;
  std::size_t at_ = 0;
  CalendarDay day_;
  std::optional<unsigned> weekday_;  ///< 0 = Sunday
  std::optional<int> hour_;
  int minute_ = 0;
  Milliseconds seconds_{0};
  std::chrono::minutes offset_{0};
  bool has_zone_ = false;
};

}  // namespace slipstream::openf1
