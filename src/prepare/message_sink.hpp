#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "base/time.hpp"
#include "domain/session_message.hpp"

namespace slipstream::prepare {

/// Where reducers put the messages that an event brings about: stamps them with its time and UTC, and leaves
/// out cars that are in no driver list. Lives for one event.
class MessageSink {
 public:
  MessageSink(std::vector<domain::SessionMessage>& out, const std::vector<domain::Driver>& drivers,
              SessionTime time, std::optional<UtcTime> zero)
      : out_(out), drivers_(drivers), time_(time), zero_(zero) {}

  [[nodiscard]] SessionTime time() const { return time_; }
  [[nodiscard]] std::optional<UtcTime> zero() const { return zero_; }

  /// A message about the session; `date` where the feed gives an exact one.
  template <class Body>
  void add(Body body, std::optional<UtcTime> date = std::nullopt) {
    out_.push_back(
        {.time = time_, .date = date ? date : utc(), .car = std::nullopt, .body = std::move(body)});
  }

  /// A message about a car; dropped if nobody drives it.
  template <class Body>
  void add(domain::CarNumber number, Body body, std::optional<UtcTime> date = std::nullopt) {
    for (const domain::Driver& driver : drivers_) {
      if (driver.number != number) continue;
      out_.push_back({.time = time_,
                      .date = date ? date : utc(),
                      .car = domain::Car{driver.id, driver.number},
                      .body = std::move(body)});
      return;
    }
  }

 private:
  [[nodiscard]] std::optional<UtcTime> utc() const {
    return zero_ ? std::optional{*zero_ + time_.time_since_epoch()} : std::nullopt;
  }

  std::vector<domain::SessionMessage>& out_;
  const std::vector<domain::Driver>& drivers_;
  SessionTime time_;
  std::optional<UtcTime> zero_;
};

}  // namespace slipstream::prepare
