#include "cli/commands/bench.hpp"

#include <algorithm>
#include <thread>

#include <spdlog/spdlog.h>

#include "base/ids.hpp"
#include "cli/progress_bar.hpp"
#include "cli/rule_settings.hpp"
#include "cli/scaling/reading_group.hpp"
#include "cli/scaling/scaling_load.hpp"
#include "cli/scaling/scaling_picture.hpp"
#include "cli/scaling/scaling_report.hpp"
#include "cli/scaling/temporary_topic.hpp"
#include "cli/write_file.hpp"

namespace slipstream::cli {
namespace {

constexpr int kCarsPerConsumer = 20;
/// So that there is a median, however short the time.
constexpr double kLeastReadings = 3;

/// Before any work: all that can be known to be wrong.
Result<> check(const Context& context, const WeakScalingOptions& options) {
  if (context.settings.engine != Engine::kafka) {
    return fail(ErrorCode::invalid_argument,
                "weak scaling needs --engine kafka: a group on the embedded log has one member at a time; "
                "`tools/kafka up` makes a cluster to try it");
  }
  if (options.records == 0 || options.records % static_cast<std::uint64_t>(options.partitions) != 0) {
    return fail(ErrorCode::invalid_argument, "--records {} must be a multiple of --partitions, {}",
                options.records, options.partitions);
  }
  for (const auto& path : options.outputs) {
    if (path.extension() != ".csv" && path.extension() != ".svg")
      return fail_at(path.string(), ErrorCode::invalid_argument, "it is written as .csv or .svg");
  }
  return {};
}

/// Fewest first, each once.
std::vector<ScalingShape> shapes_of(const Settings& settings, const WeakScalingOptions& options) {
  std::vector<int> consumers = options.consumers.empty() ? settings.scaling.scenarios : options.consumers;
  std::ranges::sort(consumers);
  const auto again = std::ranges::unique(consumers);
  consumers.erase(again.begin(), again.end());
  std::vector<ScalingShape> shapes;
  shapes.reserve(consumers.size());
  for (const int count : consumers) {
    shapes.push_back({.consumers = count,
                      .partitions = options.partitions * count,
                      .cars = kCarsPerConsumer * count,
                      .records = options.records * static_cast<std::uint64_t>(count)});
  }
  return shapes;
}

/// The news of who has which partition would drown the progress.
class NoNewsOfGroups {
 public:
  NoNewsOfGroups() {
    if (level_ == spdlog::level::info) spdlog::set_level(spdlog::level::warn);
  }
  ~NoNewsOfGroups() { spdlog::set_level(level_); }
  NoNewsOfGroups(const NoNewsOfGroups&) = delete;
  NoNewsOfGroups& operator=(const NoNewsOfGroups&) = delete;

 private:
  spdlog::level::level_enum level_ = spdlog::get_level();
};

/// The two ways to the cluster, and what members do with records.
struct Bench {
  std::unique_ptr<log::Log> writing, reading;
  analytics::RuleSetPtr rules;
};

Result<Bench> open_bench(const Settings& settings) {
  auto rules = load_rule_set(settings, settings.rules_file);
  if (!rules) return propagate(rules);
  auto writing = open_log(settings, LogAccess::write);
  if (!writing) return propagate(writing);
  Settings at_once = settings;
  // Members wait at the end of their partitions for a reading to begin: a request that is held back there
  // would hold the reading up. While there are records no request is.
  at_once.kafka.properties.try_emplace("fetch.wait.max.ms", "10");
  auto reading = open_log(at_once, LogAccess::read);
  if (!reading) return propagate(reading);
  return Bench{std::move(*writing), std::move(*reading),
               std::make_shared<const analytics::RuleSet>(std::move(*rules))};
}

log::TopicSpec topic_of(const Settings& settings, const ScalingShape& shape) {
  log::TopicSpec spec;
  spec.name = fmt::format("slipstream-bench-{}-{}", shape.consumers, base::new_ulid());
  spec.partitions = shape.partitions;
  spec.replication_factor = settings.kafka.replication_factor;
  spec.properties = settings.kafka.topic_properties;
  return spec;
}

/// How much of a scenario's reading is done: by number where that is asked for, else by time.
class ReadingPlan {
 public:
  ReadingPlan(const Settings& settings, const WeakScalingOptions& options)
      : repeats_(options.repeats),
        duration_(options.duration.value_or(settings.scaling.duration_per_scenario)) {}

  /// From 0 to 1.
  [[nodiscard]] double done(std::size_t readings) const {
    const auto count = static_cast<double>(readings);
    if (repeats_) return count / *repeats_;
    return std::min((std::chrono::steady_clock::now() - began_) / duration_, count / kLeastReadings);
  }

 private:
  std::optional<int> repeats_;
  std::chrono::duration<double> duration_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

Result<ScalingFigures> measure(const Context& context, Bench& bench, const ScalingShape& shape,
                               const WeakScalingOptions& options) {
  auto topic = TemporaryTopic::create(*bench.writing, topic_of(context.settings, shape));
  if (!topic) return propagate(topic);
  auto produced = produce_load(context, *bench.writing, (*topic)->name(), shape);
  if (!produced) return propagate(produced);

  const NoNewsOfGroups quiet;
  ProgressBar bar(fmt::format("{} consumers read", shape.consumers),
                  context.quiet ? ProgressBar::Show::never : ProgressBar::Show::when_terminal);
  bar.update(0);
  auto group = ReadingGroup::join(*bench.reading, (*topic)->name(), shape, context.stop);
  if (!group) return propagate(group);
  auto warm_up = (*group)->read(bench.rules, context.stop);
  if (!warm_up) return propagate(warm_up);
  ScalingFigures figures{.shape = shape, .anomalies = warm_up->anomalies, .readings = {}};
  const ReadingPlan plan(context.settings, options);
  while (plan.done(figures.readings.size()) < 1) {
    auto read = (*group)->read(bench.rules, context.stop);
    if (!read) return propagate(read);
    figures.readings.push_back(read->time);
    bar.update(plan.done(figures.readings.size()));
  }
  return figures;
}

}  // namespace

Result<> weak_scaling(const Context& context, const WeakScalingOptions& options) {
  if (auto checked = check(context, options); !checked) return checked;
  const std::vector<ScalingShape> shapes = shapes_of(context.settings, options);
  if (shapes.empty()) return fail(ErrorCode::invalid_argument, "scaling.scenarios names none");
  auto bench = open_bench(context.settings);
  if (!bench) return propagate(bench);
  ScalingReport report{.cores = std::max(1U, std::thread::hardware_concurrency()), .scenarios = {}};
  for (const ScalingShape& shape : shapes) {
    auto figures = measure(context, *bench, shape, options);
    if (!figures) return propagate(figures);
    report.scenarios.push_back(std::move(*figures));
  }
  for (const auto& path : options.outputs) {
    auto written = write_file(
        path, path.extension() == ".svg" ? draw_scaling(report, options.theme) : scaling_csv(report));
    if (!written) return written;
  }
  fmt::print("{}", context.json ? scaling_json(report) + "\n" : scaling_text(report));
  return {};
}

}  // namespace slipstream::cli
