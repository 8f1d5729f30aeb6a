#include "openf1/query/calendar_day.hpp"

#include <charconv>

namespace slipstream::openf1 {
namespace {

/// "21" is the year nearest to today that ends so.
int full_year(int year, int this_year) {
  constexpr int kCentury = 100;
  if (year >= kCentury) return year;
  year += this_year / kCentury * kCentury;
  if (year >= this_year + kCentury / 2) return year - kCentury;
  return year < this_year - kCentury / 2 ? year + kCentury : year;
}

}  // namespace

bool CalendarDay::add_number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || parts_.size() == 3) return false;
  if (digits.size() > 2) {
    if (year_at_) return false;
    year_at_ = parts_.size();
  }
  parts_.push_back(value);
  return true;
}

bool CalendarDay::add_month(unsigned month) {
  if (month_at_ || parts_.size() == 3) return false;
  month_at_ = parts_.size();
  parts_.push_back(static_cast<int>(month));
  return true;
}

CalendarDay::Order CalendarDay::order_with_month_name() const {
  const std::size_t month = *month_at_;
  if (parts_.size() == 1) return {.year = {}, .month = month, .day = {}};
  if (parts_.size() == 2) {
    const std::size_t other = 1 - month;
    if (is_year(other)) return {.year = other, .month = month, .day = {}};
    return {.year = {}, .month = month, .day = other};
  }
  const std::size_t first = month == 0 ? 1 : 0;
  const std::size_t second = month == 2 ? 1 : 2;
  // "Sep 2021 10" and "2021 Sep 10" have the year first; with the month last, so does "21 10 Sep".
  const bool year_first = month == 2 ? !is_year(second) : is_year(first);
  if (year_first) return {.year = first, .month = month, .day = second};
  return {.year = second, .month = month, .day = first};
}

CalendarDay::Order CalendarDay::order_of_three() const {
  if (is_year(0) || year_at_ == 0U) return {.year = 0, .month = 1, .day = 2};
  if (parts_[0] > 12) return {.year = 2, .month = 1, .day = 0};
  return {.year = 2, .month = 0, .day = 1};
}

CalendarDay::Order CalendarDay::order() const {
  if (month_at_) return order_with_month_name();
  switch (parts_.size()) {
    case 1:
      return is_year(0) ? Order{.year = 0, .month = {}, .day = {}} : Order{.year = {}, .month = {}, .day = 0};
    case 2:
      if (is_year(0)) return {.year = 0, .month = 1, .day = {}};
      if (is_year(1)) return {.year = 1, .month = 0, .day = {}};
      return {.year = {}, .month = 0, .day = 1};
    case 3: return order_of_three();
    default: return {};
  }
}

std::optional<std::chrono::year_month_day> CalendarDay::resolve(std::chrono::year_month_day today) const {
  const Order at = order();
  const int this_year = static_cast<int>(today.year());
  int year = this_year;
  if (at.year) year = year_at_ == at.year ? parts_[*at.year] : full_year(parts_[*at.year], this_year);
  const int month = at.month ? parts_[*at.month] : static_cast<int>(static_cast<unsigned>(today.month()));
  if (year < 1 || year > 9999 || month < 1 || month > 12) return std::nullopt;
  const auto in_month = std::chrono::year{year} / month;
  const std::chrono::day last = std::chrono::year_month_day_last{in_month / std::chrono::last}.day();
  if (!at.day) return in_month / std::min(today.day(), last);
  const int day = parts_[*at.day];
  if (day < 1 || std::chrono::day{static_cast<unsigned>(day)} > last) return std::nullopt;
  return in_month / day;
}

}  // namespace slipstream::openf1
