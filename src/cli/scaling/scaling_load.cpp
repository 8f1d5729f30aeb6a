#include "cli/scaling/scaling_load.hpp"

#include "base/ids.hpp"
#include "cli/progress_bar.hpp"
#include "cli/simulated_race.hpp"
#include "replay/partition_plan.hpp"
#include "replay/run_writer.hpp"

namespace slipstream::cli {
namespace {

/// A car sends some 650 in a lap; fewer are relied on, since cars retire.
constexpr std::uint64_t kRecordsPerLap = 400;
constexpr std::size_t kBatchRecords = 2048;
constexpr std::chrono::seconds kFlushPatience{60};

int laps_for(const ScalingShape& shape) {
  const std::uint64_t records_per_car = shape.records / static_cast<std::uint64_t>(shape.cars);
  return static_cast<int>(records_per_car / kRecordsPerLap) + 2;
}

}  // namespace

Result<> produce_load(const Context& context, log::Log& log, const std::string& topic,
                      const ScalingShape& shape) {
  SimulationOptions race;
  race.cars = shape.cars;
  race.laps = laps_for(shape);
  auto session = open_simulated(context, race);
  if (!session) return propagate(session);
  replay::ReplayOptions options;
  options.partitioning = replay::Partitioning::roster;
  options.topics.telemetry = topic;
  options.topics.session = topic;  // to which nothing is sent
  options.json.missing_as_null = context.settings.telemetry.missing_as_null;
  auto writer = replay::RunWriter::open(log, **session, options);
  if (!writer) return propagate(writer);
  (*writer)->begin_run(base::new_ulid());

  ProgressBar bar(fmt::format("Producing for {} consumers", shape.consumers),
                  context.quiet ? ProgressBar::Show::never : ProgressBar::Show::when_terminal);
  replay::PartitionPlan plan(**session, options.partitioning, shape.partitions);
  std::vector<std::uint64_t> missing(static_cast<std::size_t>(shape.partitions),
                                     shape.records_per_partition());
  std::uint64_t left = shape.records;
  for (std::size_t i = 0; i < (*session)->record_count() && left > 0; ++i) {
    const std::size_t driver = (*session)->ref(i).driver;
    const domain::TelemetrySample sample = (*session)->record(i);
    std::uint64_t& missing_here = missing[static_cast<std::size_t>(plan.partition(driver, sample))];
    if (missing_here == 0) continue;
    --missing_here;
    --left;
    (*writer)->add(driver, sample, base::wall_now());
    if ((*writer)->waiting() < kBatchRecords) continue;
    if (context.stop.stop_requested()) return fail(ErrorCode::interrupted, "stopped");
    if (auto sent = (*writer)->send(); !sent) return propagate(sent);
    bar.update(1 - static_cast<double>(left) / static_cast<double>(shape.records));
  }
  if (left > 0) return fail(ErrorCode::internal, "{} cars sent {} records too few", shape.cars, left);
  if (auto sent = (*writer)->send(); !sent) return propagate(sent);
  return (*writer)->flush(kFlushPatience);
}

}  // namespace slipstream::cli
