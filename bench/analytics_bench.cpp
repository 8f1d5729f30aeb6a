// Encoding, decoding and rules on synthetic records of the full message (about 540 bytes), one core:
//   build/release/bench/analytics_bench
#include <cmath>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "analytics/analytics_engine.hpp"
#include "codec/telemetry_json.hpp"

namespace slipstream {
namespace {

constexpr int kCars = 20;
constexpr int kSamples = 4'000;  // about what a consumer polls at once

/// A car on a lap of fast and slow corners: speed, gear and pedals that belong together.
domain::TelemetrySample synthetic_sample(int index) {
  const int car = index % kCars;
  const double phase = (index / kCars) * 0.05 + car * 0.7;
  const double speed = std::round(190.0 + 120.0 * std::sin(phase));
  const int gear = speed < 90    ? 2
                   : speed < 130 ? 3
                   : speed < 170 ? 4
                   : speed < 210 ? 5
                   : speed < 250 ? 6
                   : speed < 290 ? 7
                                 : 8;
  domain::TelemetrySample sample;
  sample.driver = std::string_view{"D" + std::to_string(10 + car)};
  sample.number = static_cast<domain::CarNumber>(car + 1);
  sample.time = SessionTime{Milliseconds{900'000 + index / kCars * 137 + car}};
  sample.date = UtcTime{Milliseconds{1'761'426'000'000 + index / kCars * 137}};
  sample.speed_kmh = speed + 0.25 * (index % 4);
  sample.rpm = std::round(8000 + 38 * (speed - 40.0 * (gear - 1)));
  sample.throttle_pct = std::cos(phase) > 0 ? 100.0 : 0.0;
  sample.brake_pct = std::cos(phase) > -0.5 ? 0.0 : 100.0;
  sample.gear = static_cast<std::int8_t>(gear);
  sample.drs_open = speed > 305;
  sample.x = std::round(100'000 * std::cos(phase / 10)) / 100;
  sample.y = std::round(100'000 * std::sin(phase / 10)) / 100;
  sample.z = 12.3;
  sample.distance_m = std::round(1e6 * std::fmod(phase, 5.0)) / 1000;
  sample.lap_number = 1 + index / 10'000;
  sample.position = car + 1;
  sample.tyre_life = 12;
  sample.compound = domain::Compound::medium;
  sample.track_status = '1';
  return sample;
}

std::vector<domain::TelemetrySample> samples() {
  std::vector<domain::TelemetrySample> all;
  for (int i = 0; i < kSamples; ++i) all.push_back(synthetic_sample(i));
  return all;
}

domain::Stamp stamp(std::uint64_t seq) {
  return {base::wall_now(), "2025-10-25_mexico-city_qualifying", "01K8E2J9Z3V5Y7A1B3C5D7E9F1", seq};
}

std::vector<std::string> messages() {
  std::vector<std::string> all;
  for (const auto& sample : samples()) {
    codec::write_telemetry(sample, stamp(all.size()), {}, all.emplace_back());
  }
  return all;
}

void encode(benchmark::State& state) {
  const auto all = samples();
  const domain::Stamp at = stamp(123'456);
  std::string out;
  for (auto _ : state) {
    out.clear();
    for (const auto& sample : all) codec::write_telemetry(sample, at, {}, out);
    benchmark::DoNotOptimize(out.data());
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * kSamples);
  state.counters["bytes_per_record"] = static_cast<double>(out.size()) / kSamples;
}
BENCHMARK(encode);

void decode(benchmark::State& state) {
  const auto all = messages();
  codec::TelemetryDecoder decoder;
  for (auto _ : state) {
    for (const auto& message : all) {
      auto record = decoder.decode(message);
      if (!record) return state.SkipWithError(record.error().message.c_str());
      benchmark::DoNotOptimize(record->sample);
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * kSamples);
}
BENCHMARK(decode);

/// A new run each time round, so that session time does not go backwards.
void decode_and_rules(benchmark::State& state) {
  const auto all = messages();
  codec::TelemetryDecoder decoder;
  analytics::AnalyticsEngine engine(std::make_shared<const analytics::RuleSet>(analytics::default_rules()));
  analytics::AnalyticsEngine::Alerts alerts;
  std::uint64_t round = 0;
  std::uint64_t alert_count = 0;
  for (auto _ : state) {
    const std::string run = std::to_string(++round);
    for (const auto& message : all) {
      auto record = decoder.decode(message);
      if (!record) return state.SkipWithError(record.error().message.c_str());
      record->stamp.run_id = run;
      engine.apply(*record, alerts);
      alert_count += alerts.size();
      alerts.clear();
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * kSamples);
  state.counters["alert_messages_per_1000"] =
      static_cast<double>(alert_count) * 1000 / static_cast<double>(state.iterations() * kSamples);
}
BENCHMARK(decode_and_rules);

}  // namespace
}  // namespace slipstream

BENCHMARK_MAIN();
