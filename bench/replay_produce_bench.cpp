/// What producing costs by itself: replays a session at speed max into a log that throws records away.
#include <cstdlib>
#include <filesystem>
#include <memory>

#include <benchmark/benchmark.h>

#include "replay/replay.hpp"
#include "source/source.hpp"
#include "support/shared_data.hpp"

namespace slipstream {
namespace {

using namespace std::chrono_literals;

class NullLog final : public log::Log {
 public:
  Result<> create_topic(const log::TopicSpec&) override { return {}; }
  Result<> delete_topic(std::string_view) override { return {}; }
  Result<std::vector<log::TopicInfo>> topics() override { return std::vector<log::TopicInfo>{}; }
  Result<log::TopicInfo> describe(std::string_view topic) override {
    log::TopicInfo info;
    info.spec.name = topic;
    info.partitions.resize(4);
    return info;
  }
  Result<log::Offsets> offsets_at(std::string_view, WallTime) override { return log::Offsets{}; }
  Result<std::vector<log::GroupInfo>> groups() override { return std::vector<log::GroupInfo>{}; }
  Result<log::GroupInfo> group(std::string_view) override { return log::GroupInfo{}; }
  Result<std::unique_ptr<log::Producer>> producer(log::ProducerOptions) override {
    return std::make_unique<Sink>();
  }
  Result<std::unique_ptr<log::Consumer>> consumer(log::ConsumerOptions) override {
    return fail(ErrorCode::unsupported, "nothing to read");
  }

 private:
  class Sink final : public log::Producer {
   public:
    Result<> send(log::RecordBatch batch) override {
      benchmark::DoNotOptimize(batch.bytes());
      return {};
    }
    Result<> flush(std::chrono::milliseconds) override { return {}; }
    Result<> begin() override { return {}; }
    Result<> commit(std::string_view, const log::Offsets&) override { return {}; }
    Result<> abort() override { return {}; }
  };
};

/// The session named by $SLIPSTREAM_SESSION, else the first archive with telemetry of the shared data.
std::shared_ptr<const prepare::PreparedSession> load() {
  std::filesystem::path path;
  if (const char* named = std::getenv("SLIPSTREAM_SESSION")) path = named;
  const auto shared = testing::shared_data();
  if (path.empty() && shared) path = *shared / "data/archive/2025-10-25_Mexico_City_Grand_Prix_Qualifying";
  auto source = source::open_source(path);
  if (!source) return nullptr;
  auto session = prepare::prepare_session(**source);
  return session ? std::make_shared<const prepare::PreparedSession>(std::move(*session)) : nullptr;
}

void produce_at_max(benchmark::State& state) {
  static const auto kSession = load();
  if (!kSession) return state.SkipWithError("no session: set SLIPSTREAM_SESSION");
  replay::ReplayOptions options;
  options.speed = {};
  options.from = SessionTime{};
  options.run_id = "bench";
  NullLog log;
  replay::SystemClock clock;
  std::uint64_t records = 0, bytes = 0;
  for (auto _ : state) {
    replay::ReplayMetrics metrics;
    auto writer = replay::RunWriter::open(log, *kSession, options);
    replay::Player player{*kSession,          options, {kSession->begin_time(), kSession->end_time()},
                          std::move(*writer), clock,   metrics};
    if (!player.run()) return state.SkipWithError("the replay failed");
    const replay::ReplayReport report = metrics.report(clock.now());
    records += report.messages_sent;
    bytes += report.bytes_sent;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(records));
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}
BENCHMARK(produce_at_max)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace slipstream

BENCHMARK_MAIN();
