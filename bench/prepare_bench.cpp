// Preparing a real session: what decoding costs, what the session messages cost, what merging costs.
// Needs shared data (SLIPSTREAM_SHARED, or ../shared beside the project). CPU time is that of all threads.
#include <filesystem>
#include <memory>
#include <vector>

#include <benchmark/benchmark.h>
#include "prepare/merge_car.hpp"
#include "prepare/prepared_session.hpp"
#include "prepare/sample_store.hpp"
#include "prepare/session_state.hpp"
#include "source/source.hpp"
#include "support/shared_data.hpp"

namespace {

using namespace slipstream;

std::filesystem::path session_path() {
  const auto shared = slipstream::testing::shared_data();
  if (!shared) return {};
  return *shared / "data/archive/2025-10-25_Mexico_City_Grand_Prix_Qualifying";
}

/// The opened session; on failure the benchmark is skipped.
std::unique_ptr<source::Source> open(benchmark::State& state) {
  auto source = source::open_source(session_path());
  if (source) return std::move(*source);
  state.SkipWithError(source.error().to_string().c_str());
  return nullptr;
}

void decode(benchmark::State& state) {
  for (auto _ : state) {
    const auto source = open(state);
    if (!source) return;
    std::size_t events = 0;
    while (true) {
      const auto event = source->next();
      if (!event || !*event) break;
      benchmark::DoNotOptimize(++events);
    }
  }
}
BENCHMARK(decode)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

void decode_and_prepare(benchmark::State& state) {
  std::size_t records = 0;
  for (auto _ : state) {
    const auto source = open(state);
    if (!source) return;
    const auto session = prepare::prepare_session(*source);
    records = session ? session->record_count() : 0;
  }
  state.counters["records"] = static_cast<double>(records);
}
BENCHMARK(decode_and_prepare)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

/// All events of the session, decoded beforehand.
std::vector<source::FeedEvent> read_events(benchmark::State& state) {
  std::vector<source::FeedEvent> events;
  const auto source = open(state);
  while (source) {
    auto event = source->next();
    if (!event || !*event) break;
    events.push_back(std::move(**event));
  }
  return events;
}

void session_messages(benchmark::State& state) {
  const auto events = read_events(state);
  std::size_t messages = 0;
  for (auto _ : state) {
    prepare::SessionState session{"archive"};
    std::vector<domain::SessionMessage> out;
    for (const source::FeedEvent& event : events) session.feed(event, out);
    session.finish(events.empty() ? SessionTime{} : events.back().time, out);
    messages = out.size();
  }
  state.counters["messages"] = static_cast<double>(messages);
}
BENCHMARK(session_messages)->Unit(benchmark::kMillisecond);

void merge_one_car(benchmark::State& state) {
  prepare::SampleStore store;
  for (const source::FeedEvent& event : read_events(state)) {
    if (const auto* cars = std::get_if<source::CarDataPacket>(&event.body)) store.add(*cars, event.time);
    if (const auto* positions = std::get_if<source::PositionPacket>(&event.body))
      store.add(*positions, event.time);
  }
  const prepare::CarInput car{store.take(1), {}};
  for (auto _ : state) {
    auto merged = prepare::merge_car(car, {}, UtcTime{}, static_cast<std::size_t>(state.range(0)));
    benchmark::DoNotOptimize(merged);
    state.SetItemsProcessed(state.items_processed() + static_cast<std::int64_t>(merged.columns.size()));
  }
}
BENCHMARK(merge_one_car)->Arg(4)->Arg(12)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
