#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "prepare/prepared_session.hpp"
#include "source/source.hpp"

namespace slipstream::replay::testing {

/// Events made by hand, as a source.
class VectorSource final : public source::Source {
 public:
  /// Hands them out by time; those of one time in their order here.
  explicit VectorSource(std::vector<source::FeedEvent> events) {
    for (source::FeedEvent& event : events) events_.emplace(event.time, std::move(event));
    next_ = events_.begin();
  }
  Result<std::optional<source::FeedEvent>> next() override {
    if (next_ == events_.end()) return std::optional<source::FeedEvent>{};
    return std::optional{(next_++)->second};
  }
  [[nodiscard]] std::optional<UtcTime> zero() const override {
    return UtcTime{std::chrono::milliseconds{1'761'424'567'891}};
  }
  [[nodiscard]] std::string kind() const override { return "archive"; }
  [[nodiscard]] const source::InputReport& report() const override { return report_; }

 private:
  std::multimap<SessionTime, source::FeedEvent> events_;
  std::multimap<SessionTime, source::FeedEvent>::const_iterator next_;
  source::InputReport report_;
};

struct SessionShape {
  std::size_t cars = 4;
  std::chrono::seconds length{120};
  std::chrono::seconds started_at{60};
};

/// A practice of `cars` cars: samples at 4 Hz each, positions at 5 Hz, weather once a minute, a status, and
/// the order of the cars turning once every ten seconds.
inline std::shared_ptr<const prepare::PreparedSession> make_session(const SessionShape& shape) {
  using namespace std::chrono_literals;
  static constexpr const char* kNames[] = {"VER", "NOR", "HAM", "ALO", "LEC", "SAI", "RUS", "GAS"};
  std::vector<source::FeedEvent> events;
  const auto add = [&](Milliseconds time, auto body) {
    events.push_back({SessionTime{time}, false, std::move(body)});
  };
  const auto number = [](std::size_t car) { return static_cast<domain::CarNumber>(car + 1); };

  source::SessionInfoUpdate info;
  info.meeting_name = "Test Grand Prix";
  info.type = info.name = "Practice";
  info.start_date = "2025-10-25T15:00:00";
  add(0ms, info);
  source::DriverList list;
  for (std::size_t car = 0; car < shape.cars; ++car) {
    source::DriverEntry entry;
    entry.car = number(car);
    entry.tla = std::string{kNames[car]};
    list.drivers.push_back(entry);
  }
  add(0ms, list);
  add(shape.started_at, source::SessionStatus{"Started"});
  for (Milliseconds time = 1s; time <= shape.length; time += 60s) {
    domain::Weather weather;
    weather.air_temp_c = static_cast<double>(20 + time / 60s);
    add(time, weather);
  }
  for (Milliseconds time = 2s; time <= shape.length; time += 10s) {
    source::TimingData timing;
    for (std::size_t car = 0; car < shape.cars; ++car) {
      source::CarTiming one;
      one.car = number(car);
      const auto turn = static_cast<std::size_t>(time / 10s);
      one.position = static_cast<int>((car + turn) % shape.cars) + 1;
      timing.cars.push_back(one);
    }
    add(time, timing);
  }
  for (Milliseconds time = 250ms; time <= shape.length; time += 250ms) {
    source::CarDataPacket packet;
    for (std::size_t car = 0; car < shape.cars; ++car) {
      domain::CarSample sample;
      sample.time = SessionTime{time};
      sample.car = number(car);
      sample.speed_kmh = static_cast<std::uint16_t>(100 + (time.count() / 250) % 200);
      sample.rpm = 10'000;
      sample.gear = 5;
      packet.samples.push_back(sample);
    }
    add(time, packet);
  }
  for (Milliseconds time = 110ms; time <= shape.length; time += 200ms) {
    source::PositionPacket packet;
    for (std::size_t car = 0; car < shape.cars; ++car) {
      packet.samples.push_back(
          {SessionTime{time}, number(car), domain::Point{static_cast<int>(time.count()), 7, 1}});
    }
    add(time, packet);
  }
  VectorSource source{std::move(events)};
  auto session = prepare::prepare_session(source);
  if (!session) throw std::runtime_error("no test session: " + session.error().to_string());
  return std::make_shared<const prepare::PreparedSession>(std::move(*session));
}

}  // namespace slipstream::replay::testing
