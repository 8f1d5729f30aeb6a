#include "prepare/prepared_session.hpp"

#include <algorithm>
#include <ranges>

namespace slipstream::prepare {

SessionTime PreparedSession::record_time(std::size_t index) const {
  const RecordRef at = order_[index];
  return telemetry_[at.driver].time[at.row];
}

domain::TelemetrySample PreparedSession::record(std::size_t index) const {
  const RecordRef at = order_[index];
  return telemetry_[at.driver].row(at.row, info_.drivers[at.driver]);
}

std::size_t PreparedSession::index_at(SessionTime time) const {
  const auto indices = std::views::iota(std::size_t{0}, order_.size());
  const auto first =
      std::ranges::lower_bound(indices, time, {}, [&](std::size_t i) { return record_time(i); });
  return static_cast<std::size_t>(first - indices.begin());
}

std::optional<Milliseconds> PreparedSession::time_to_next(std::size_t index) const {
  const SessionTime now = record_time(index);
  // Records of one instant are at most as many as drivers, so looking ahead one by one is quick.
  for (std::size_t next = index + 1; next < order_.size(); ++next) {
    if (record_time(next) != now) return record_time(next) - now;
  }
  return std::nullopt;
}

SessionTime PreparedSession::begin_time() const {
  if (order_.empty()) return messages_.empty() ? SessionTime{} : messages_.front().time;
  if (messages_.empty()) return record_time(0);
  return std::min(record_time(0), messages_.front().time);
}

SessionTime PreparedSession::end_time() const {
  if (order_.empty()) return messages_.empty() ? SessionTime{} : messages_.back().time;
  const SessionTime last = record_time(order_.size() - 1);
  return messages_.empty() ? last : std::max(last, messages_.back().time);
}

std::optional<SessionTime> PreparedSession::lap_start(int lap) const {
  const auto found = lap_starts_.find(lap);
  return found == lap_starts_.end() ? std::nullopt : std::optional{found->second};
}

}  // namespace slipstream::prepare
