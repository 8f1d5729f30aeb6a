#include "store/live_event.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "codec/json_writer.hpp"
#include "store/known_or_nan.hpp"

namespace slipstream::store {
namespace {

constexpr std::array<std::string_view, 4> kKinds{"telemetry", "session", "alert", "replay"};

template <class Write>
void write_column(codec::JsonWriter& json, std::string_view name, const std::vector<LiveSample>& samples,
                  Write write) {
  json.key(name).begin_array();
  for (const LiveSample& sample : samples) write(sample);
  json.end_array();
}

void write_floats(codec::JsonWriter& json, std::string_view name, const std::vector<LiveSample>& samples,
                  float LiveSample::* channel, int decimals) {
  write_column(json, name, samples, [&](const LiveSample& sample) {
    json.number(static_cast<double>(sample.*channel), decimals);
  });
}

template <class T>
void write_optionals(codec::JsonWriter& json, std::string_view name, const std::vector<LiveSample>& samples,
                     std::optional<T> LiveSample::* channel) {
  write_column(json, name, samples, [&](const LiveSample& sample) {
    if (const auto& value = sample.*channel) {
      json.value(static_cast<std::int64_t>(*value));
    } else {
      json.null();
    }
  });
}

}  // namespace

std::string_view to_string(LiveKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

LiveSample::LiveSample(const domain::TelemetrySample& sample, WallTime produced)
    : driver(sample.driver),
      time(sample.time),
      produced_at(produced),
      date(sample.date),
      speed_kmh(known_or_nan(sample.speed_kmh)),
      rpm(known_or_nan(sample.rpm)),
      throttle_pct(known_or_nan(sample.throttle_pct)),
      brake_pct(known_or_nan(sample.brake_pct)),
      x(known_or_nan(sample.x)),
      y(known_or_nan(sample.y)),
      distance_m(known_or_nan(sample.distance_m)),
      gear(sample.gear),
      drs_open(sample.drs_open),
      lap_number(sample.lap_number) {}

std::size_t LiveEvent::bytes() const {
  return sizeof(LiveEvent) + id.size() + data.size() + samples.size() * sizeof(LiveSample);
}

void FrameBuilder::add(const LiveSample& sample) {
  const auto same = std::find_if(samples_.begin(), samples_.end(),
                                 [&](const LiveSample& other) { return other.driver == sample.driver; });
  if (same != samples_.end()) {
    *same = sample;
  } else {
    samples_.push_back(sample);
  }
}

std::vector<LiveSample> FrameBuilder::take() { return std::exchange(samples_, {}); }

void write_frame(const std::vector<LiveSample>& samples, std::string& out) {
  if (samples.empty()) return;
  const auto newest = std::max_element(
      samples.begin(), samples.end(),
      [](const LiveSample& a, const LiveSample& b) { return a.produced_at < b.produced_at; });
  codec::JsonWriter json(out);
  json.begin_object();
  json.key("t").number(base::seconds(newest->time), 3);
  const auto wall = std::chrono::floor<std::chrono::milliseconds>(newest->produced_at);
  json.key("wall").value(std::int64_t{wall.time_since_epoch().count()});
  write_column(json, "drivers", samples, [&](const LiveSample& sample) { json.value(sample.driver.view()); });
  write_floats(json, "speed", samples, &LiveSample::speed_kmh, 1);
  write_floats(json, "rpm", samples, &LiveSample::rpm, 0);
  write_floats(json, "throttle", samples, &LiveSample::throttle_pct, 1);
  write_floats(json, "brake", samples, &LiveSample::brake_pct, 1);
  write_optionals(json, "gear", samples, &LiveSample::gear);
  write_optionals(json, "drs", samples, &LiveSample::drs_open);
  write_floats(json, "x", samples, &LiveSample::x, 1);
  write_floats(json, "y", samples, &LiveSample::y, 1);
  write_floats(json, "distance", samples, &LiveSample::distance_m, 1);
  write_optionals(json, "lap_number", samples, &LiveSample::lap_number);
  json.end_object();
}

}  // namespace slipstream::store
