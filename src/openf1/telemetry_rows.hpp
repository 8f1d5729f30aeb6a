#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "openf1/rows.hpp"

namespace slipstream::openf1 {

/// `car_data` or `location`: many rows of whole numbers, kept as columns and never as documents.
class TelemetryRows final : public Rows {
 public:
  /// What a car's sample that does not know a value has in its place.
  static constexpr std::int32_t kUnknown = INT32_MIN;

  explicit TelemetryRows(Collection collection);

  /// While the session is read, by one thread: one car at one instant. `values` are those of the fields
  /// behind `date`.
  void add(UtcTime date, std::int32_t car, std::span<const std::int32_t> values);
  /// Of rows with the same date and car keeps the last. Once, after the last add().
  void finish(SessionKeys keys);

  [[nodiscard]] std::size_t size() const override { return dates_.size(); }
  [[nodiscard]] std::optional<std::vector<std::uint32_t>> select(std::span<const FieldCondition> conditions,
                                                                 std::size_t most) const override;
  [[nodiscard]] Value value(std::size_t row, std::size_t field) const override;
  void append_json(std::size_t row, std::string& out) const override;

 private:
  static constexpr std::size_t kCarField = 2, kDateField = 3, kFirstValueField = 4;

  void drop_repeated();
  void index_cars();
  /// Rows `first` to before `end`.
  struct Stretch {
    std::uint32_t first = 0, end = 0;
  };
  /// Outside of it no date fits; nullptr: nothing is asked of the date.
  [[nodiscard]] Stretch stretch_of(const FieldCondition* date) const;
  /// Of the stretch, ascending, where they are at most `most`; nullptr: of all cars.
  [[nodiscard]] std::optional<std::vector<std::uint32_t>> rows_of_cars(const FieldCondition* asked,
                                                                       Stretch stretch,
                                                                       std::size_t most) const;

  SessionKeys keys_;
  std::string front_;                ///< of each row's JSON, up to the car's number
  std::vector<std::string> labels_;  ///< in front of each value: `,"rpm":`
  std::size_t most_json_ = 0;        ///< bytes of a row's JSON
  std::vector<std::int64_t> dates_;  ///< Unix milliseconds
  std::vector<std::int32_t> cars_;
  std::vector<std::vector<std::int32_t>> columns_;
  std::unordered_map<std::int32_t, std::int64_t> newest_;  ///< date of each car's last row, while reading
  bool has_repeats_ = false;
  bool by_date_ = false;  ///< no row is older than the one before it
  std::vector<std::pair<std::int32_t, std::vector<std::uint32_t>>> rows_by_car_;
};

}  // namespace slipstream::openf1
