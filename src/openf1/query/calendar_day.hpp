#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace slipstream::openf1 {

/// Year, month and day in the order in which a text gives them, which of them is which being found out as
/// dateutil does: month before day unless that cannot be.
class CalendarDay {
 public:
  /// One of the numbers; `digits` as written. False if there are three already or it is no such number.
  [[nodiscard]] bool add_number(std::string_view digits);
  /// A month's name. False if there was one, or there are three parts already.
  [[nodiscard]] bool add_month(unsigned month);
  [[nodiscard]] bool empty() const { return parts_.empty(); }
  [[nodiscard]] std::size_t size() const { return parts_.size(); }

  /// With the parts that are missing from `today`. nullopt if there is no such day.
  [[nodiscard]] std::optional<std::chrono::year_month_day> resolve(std::chrono::year_month_day today) const;
  /// Whether the text names a day of the month.
  [[nodiscard]] bool has_day() const { return order().day.has_value(); }

 private:
  /// Indices into parts_.
  struct Order {
    std::optional<std::size_t> year, month, day;
  };
  [[nodiscard]] Order order() const;
  [[nodiscard]] Order order_with_month_name() const;
  [[nodiscard]] Order order_of_three() const;
  [[nodiscard]] bool is_year(std::size_t part) const { return parts_[part] > 31; }

  std::vector<int> parts_;
  std::optional<std::size_t> month_at_;  ///< given by its name
  std::optional<std::size_t> year_at_;   ///< given with more than two digits
};

}  // namespace slipstream::openf1
