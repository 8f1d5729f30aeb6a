#include "prepare/session_builder.hpp"

#include <algorithm>
#include <thread>
#include <utility>
#include <variant>

#include "prepare/record_order.hpp"

namespace slipstream::prepare {
namespace {

/// Merging is bound by memory bandwidth: more threads than this do not help.
constexpr unsigned kMaxThreads = 4;

/// Share of the work that reading is, for the progress shown.
constexpr double kReading = 0.8;

}  // namespace

Result<PreparedSession> SessionBuilder::build(const source::Progress& progress, const std::stop_token& stop) {
  if (auto read = read_source(stop); !read) return propagate(read);
  if (progress) progress(kReading);
  session_.info_ = state_.info();
  session_.zero_ = source_.zero();
  session_.started_at_ = state_.started_at();
  session_.report_ = source_.report();
  if (samples_.damaged() > 0) session_.report_.missing_values["sample time"] += samples_.damaged();
  if (session_.info_.drivers.empty() && session_.messages_.empty()) {
    return fail(ErrorCode::invalid_input, "no session in it: neither a driver nor a message");
  }
  describe_laps();
  merge_cars(progress, stop);
  if (stop.stop_requested()) return fail(ErrorCode::interrupted, "stopped while preparing the session");
  session_.order_ = order_records(session_.telemetry_);
  if (progress) progress(1.0);
  return std::move(session_);
}

Result<void> SessionBuilder::read_source(const std::stop_token& stop) {
  while (true) {
    if (stop.stop_requested()) return fail(ErrorCode::interrupted, "stopped while reading the session");
    auto event = source_.next();
    if (!event) return propagate(event);
    if (!*event) break;
    state_.set_zero(source_.zero());
    state_.feed(**event, session_.messages_);
    last_event_ = std::max(last_event_, (*event)->time);
    take_samples(**event);
  }
  state_.finish(last_event_, session_.messages_);
  if (!std::ranges::is_sorted(session_.messages_, {}, &domain::SessionMessage::time)) {
    std::ranges::stable_sort(session_.messages_, {}, &domain::SessionMessage::time);
  }
  session_.messages_.shrink_to_fit();
  return {};
}

void SessionBuilder::take_samples(const source::FeedEvent& event) {
  if (const auto* cars = std::get_if<source::CarDataPacket>(&event.body)) samples_.add(*cars, event.time);
  if (const auto* positions = std::get_if<source::PositionPacket>(&event.body)) {
    samples_.add(*positions, event.time);
  }
  if (const auto* conditions = std::get_if<source::CarConditionPacket>(&event.body)) {
    samples_.add(*conditions, event.time);
  }
}

void SessionBuilder::describe_laps() {
  for (const domain::Driver& driver : session_.info_.drivers) {
    for (const LapStep& lap : state_.timeline(driver.number, last_event_).laps) {
      const auto [known, is_new] = session_.lap_starts_.try_emplace(lap.lap_number, lap.start);
      if (!is_new) known->second = std::min(known->second, lap.start);
    }
  }
}

void SessionBuilder::merge_cars(const source::Progress& progress, const std::stop_token& stop) {
  std::vector<CarInput> cars;
  cars.reserve(session_.info_.drivers.size());
  for (const domain::Driver& driver : session_.info_.drivers) {
    cars.push_back({samples_.take(driver.number), state_.timeline(driver.number, last_event_)});
  }
  measure_rate(cars);
  session_.telemetry_.resize(cars.size());

  std::atomic<std::size_t> next = 0;
  const unsigned wanted = std::min(std::thread::hardware_concurrency(), kMaxThreads);
  std::vector<std::jthread> helpers;
  for (unsigned i = 1; i < wanted; ++i) {
    helpers.emplace_back([&] { merge_next_cars(cars, next, stop, {}); });
  }
  merge_next_cars(cars, next, stop, progress);
  helpers.clear();  // waits for them
  session_.empty_rows_ = empty_rows_;
}

void SessionBuilder::merge_next_cars(std::vector<CarInput>& cars, std::atomic<std::size_t>& next,
                                     const std::stop_token& stop, const source::Progress& progress) {
  while (!stop.stop_requested()) {
    const std::size_t i = next.fetch_add(1);
    if (i >= cars.size()) return;
    MergedCar merged = merge_car(cars[i], state_.track_statuses(), session_.zero_, options_.look_ahead);
    session_.telemetry_[i] = std::move(merged.columns);
    empty_rows_ += merged.empty_rows;
    cars[i] = {};
    const double share = static_cast<double>(i + 1) / static_cast<double>(cars.size());
    if (progress) progress(kReading + (1 - kReading) * share);
  }
}

void SessionBuilder::measure_rate(const std::vector<CarInput>& cars) {
  std::vector<double> rates;
  for (const CarInput& car : cars) {
    if (const auto rate = car.samples.car_rate_hz()) rates.push_back(*rate);
  }
  if (rates.empty()) return;
  const auto middle = rates.begin() + static_cast<std::ptrdiff_t>(rates.size() / 2);
  std::ranges::nth_element(rates, middle);
  session_.car_sample_rate_hz_ = *middle;
}

Result<PreparedSession> prepare_session(source::Source& source, const PrepareOptions& options,
                                        const source::Progress& progress, const std::stop_token& stop) {
  return SessionBuilder{source, options}.build(progress, stop);
}

}  // namespace slipstream::prepare
