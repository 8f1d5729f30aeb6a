#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "openf1/rows.hpp"

namespace slipstream::openf1 {

/// `car_data` or `location`: many rows of whole numbers, never kept as documents.
class TelemetryRows final : public Rows {
 public:
  /// What a car's sample that does not know a value has in its place.
  static constexpr std::int32_t kUnknown = INT32_MIN;

  explicit TelemetryRows(Collection collection);

  /// While the session is read, by one thread: one car at one instant. `values` are those of the fields
  /// behind `date`.
  void add(UtcTime date, std::int32_t car, std::span<const std::int32_t> values);
  /// Of rows with the same date and car keeps the last. Once, after the last add(); rows are numbered anew.
  void finish(SessionKeys keys);

  [[nodiscard]] std::size_t size() const override { return dates_.size(); }
  [[nodiscard]] std::optional<std::vector<std::uint32_t>> select(std::span<const FieldCondition> conditions,
                                                                 std::size_t most) const override;
  [[nodiscard]] Value value(std::size_t row, std::size_t field) const override;
  void append_json(std::size_t row, std::string& out) const override;

 private:
  static constexpr std::size_t kCarField = 2, kDateField = 3, kFirstValueField = 4;
  using Numbers = std::vector<std::uint32_t>;

  /// One car's rows: `first` to before `end`.
  struct CarRows {
    std::int32_t car = 0;
    std::uint32_t first = 0, end = 0;
    bool by_date = false;  ///< no row is older than the one before it
  };

  /// The rows as they were added, car by car, and of those with the same date the last.
  [[nodiscard]] Numbers rows_by_car() const;
  void append_without_repeats(std::span<std::uint32_t> rows_of_car, Numbers& to) const;
  void note_cars();
  void note_sequence();
  [[nodiscard]] std::int32_t car(std::size_t row) const { return numbers_[row * width_]; }
  [[nodiscard]] std::int32_t number(std::size_t row, std::size_t field) const {
    return numbers_[row * width_ + 1 + field - kFirstValueField];
  }
  /// Car by car or in OpenF1's order, where they are at most `most`; nullptr: nothing is asked.
  [[nodiscard]] std::optional<Numbers> rows_of_cars(const FieldCondition* car, const FieldCondition* date,
                                                    std::size_t most) const;

  SessionKeys keys_;
  std::string front_;                ///< of each row's JSON, up to the car's number
  std::vector<std::string> labels_;  ///< in front of each value: `,"rpm":`
  std::size_t most_json_ = 0;        ///< bytes of a row's JSON
  // In the order in which they are added; once finished car by car, so that what is asked for together lies
  // together.
  std::vector<std::int64_t> dates_;    ///< Unix milliseconds
  std::size_t width_ = 0;              ///< numbers of a row: the car's, and the values
  std::vector<std::int32_t> numbers_;  ///< row by row: an answer takes few of them, each with all its values
  // Once finished:
  std::vector<CarRows> car_rows_;
  Numbers added_;     ///< per row: how many were added before it
  Numbers sequence_;  ///< the rows in OpenF1's order, that in which they were added
  bool sequence_by_date_ = false;
};

}  // namespace slipstream::openf1
