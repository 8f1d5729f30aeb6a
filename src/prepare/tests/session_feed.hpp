#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "prepare/session_state.hpp"
#include "source/source.hpp"

namespace slipstream::prepare {

inline SessionTime at_ms(std::int64_t ms) { return SessionTime{Milliseconds{ms}}; }

inline source::FeedEvent event(std::int64_t ms, decltype(source::FeedEvent::body) body) {
  return {.time = at_ms(ms), .complete = false, .body = std::move(body)};
}

inline source::FeedEvent drivers(std::int64_t ms, const std::vector<std::pair<int, std::string>>& entries) {
  source::DriverList list;
  for (const auto& [number, tla] : entries) {
    source::DriverEntry entry;
    entry.car = static_cast<domain::CarNumber>(number);
    entry.tla = tla;
    list.drivers.push_back(entry);
  }
  return event(ms, list);
}

inline source::FeedEvent session_of_type(std::string type) {
  source::SessionInfoUpdate info;
  info.meeting_name = "Test Grand Prix";
  info.type = info.name = std::move(type);
  info.start_date = "2025-05-04T16:00:00";
  return event(0, info);
}

/// A TimingData event about one car, filled by `fill(CarTiming&)`.
template <class Fill>
source::FeedEvent timing(std::int64_t ms, int car, Fill fill) {
  source::TimingData data;
  data.cars.emplace_back().car = static_cast<domain::CarNumber>(car);
  fill(data.cars.back());
  return event(ms, data);
}

inline source::SectorPatch sector_time(std::int64_t ms) {
  source::SectorPatch patch;
  patch.value = Milliseconds{ms};
  return patch;
}

/// A session fed by hand, and what came of it.
struct SessionFeed {
  SessionState state{"archive"};
  std::vector<domain::SessionMessage> messages;
  SessionTime last;

  void feed(const source::FeedEvent& fed) {
    state.feed(fed, messages);
    last = fed.time;
  }
  void finish() { state.finish(last, messages); }

  /// The bodies of all messages of one kind so far.
  template <class Body>
  [[nodiscard]] std::vector<Body> all() const {
    std::vector<Body> bodies;
    for (const domain::SessionMessage& message : messages) {
      if (const auto* body = std::get_if<Body>(&message.body)) bodies.push_back(*body);
    }
    return bodies;
  }
};

/// A source that gives prepared events.
class VectorSource : public source::Source {
 public:
  explicit VectorSource(std::vector<source::FeedEvent> events, std::optional<UtcTime> zero = std::nullopt)
      : events_(std::move(events)), zero_(zero) {}

  Result<std::optional<source::FeedEvent>> next() override {
    if (next_ == events_.size()) return std::optional<source::FeedEvent>{};
    return std::optional{events_[next_++]};
  }
  [[nodiscard]] std::optional<UtcTime> zero() const override { return zero_; }
  [[nodiscard]] std::string kind() const override { return "archive"; }
  [[nodiscard]] const source::InputReport& report() const override { return report_; }

 private:
  std::vector<source::FeedEvent> events_;
  std::optional<UtcTime> zero_;
  std::size_t next_ = 0;
  source::InputReport report_;
};

}  // namespace slipstream::prepare
