#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include <gtest/gtest.h>

#include "source/source.hpp"

namespace slipstream::source {

/// What reading a source to its end gives.
struct Totals {
  std::map<std::size_t, std::size_t> events;  ///< by alternative of FeedBody
  std::size_t car_samples = 0, position_samples = 0;
  SessionTime first{}, last{};
  bool in_order = true;

  template <class Body>
  [[nodiscard]] std::size_t of() const {
    const auto found = events.find(FeedBody{Body{}}.index());
    return found == events.end() ? 0 : found->second;
  }
};

inline std::vector<FeedEvent> events_of(Source& source) {
  std::vector<FeedEvent> events;
  while (true) {
    auto event = source.next();
    EXPECT_TRUE(event) << event.error().to_string();
    if (!event || !*event) return events;
    events.push_back(std::move(**event));
  }
}

inline Totals count(const std::vector<FeedEvent>& events) {
  Totals totals;
  if (!events.empty()) totals.first = totals.last = events.front().time;
  for (const FeedEvent& event : events) {
    totals.in_order = totals.in_order && totals.last <= event.time;
    totals.last = event.time;
    ++totals.events[event.body.index()];
    if (const auto* packet = std::get_if<CarDataPacket>(&event.body)) {
      totals.car_samples += packet->samples.size();
    }
    if (const auto* packet = std::get_if<PositionPacket>(&event.body)) {
      totals.position_samples += packet->samples.size();
    }
  }
  return totals;
}

}  // namespace slipstream::source
