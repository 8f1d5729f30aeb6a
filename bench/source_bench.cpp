#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "source/archive_writer/archive_writer.hpp"
#include "source/source.hpp"
#include "support/shared_data.hpp"
#include "support/temp_dir.hpp"

/// A real archive, every event of every topic: decoded, and written again. Needs $SLIPSTREAM_SHARED or
/// ../shared.
namespace {

using namespace slipstream;

void decode_archive(benchmark::State& state) {
  const auto shared = slipstream::testing::shared_data();
  if (!shared) return state.SkipWithError("no shared data: set SLIPSTREAM_SHARED");
  const auto folder = *shared / "data/archive/2025-10-25_Mexico_City_Grand_Prix_Qualifying";
  std::int64_t events = 0;
  for ([[maybe_unused]] auto _ : state) {
    auto source = source::open_source(folder);
    if (!source) return state.SkipWithError(source.error().to_string().c_str());
    while (true) {
      const auto event = (*source)->next();
      if (!event || !*event) break;
      ++events;
    }
  }
  state.SetItemsProcessed(events);
}
BENCHMARK(decode_archive)->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

/// Telemetry samples in an event.
std::int64_t samples_in(const source::FeedEvent& event) {
  return std::visit(
      [](const auto& body) -> std::int64_t {
        if constexpr (requires { body.samples; }) return std::ssize(body.samples);
        return 0;
      },
      event.body);
}

void write_archive(benchmark::State& state) {
  const auto shared = slipstream::testing::shared_data();
  if (!shared) return state.SkipWithError("no shared data: set SLIPSTREAM_SHARED");
  auto source = source::open_source(*shared / "data/archive/2025-10-25_Mexico_City_Grand_Prix_Qualifying");
  if (!source) return state.SkipWithError(source.error().to_string().c_str());
  std::vector<source::FeedEvent> events;
  for (auto event = (*source)->next(); event && *event; event = (*source)->next()) {
    events.push_back(std::move(**event));
  }
  std::int64_t samples = 0;
  for ([[maybe_unused]] auto _ : state) {
    const slipstream::testing::TempDir folder;
    auto writer = source::ArchiveWriter::create(folder / "archive", *(*source)->zero());
    for (const source::FeedEvent& event : events) {
      if (!writer->write(event)) return state.SkipWithError("cannot write");
      samples += samples_in(event);
    }
    if (!writer->finish()) return state.SkipWithError("cannot write");
  }
  state.SetItemsProcessed(samples);
}
BENCHMARK(write_archive)->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
