#include "store/metric.hpp"

#include <utility>

namespace slipstream::store {
namespace {

struct Description {
  std::string_view name;
  int decimals;
};

constexpr std::array<Description, kMetrics> kDescriptions{{
    {"speed", 3},
    {"rpm", 2},
    {"throttle", 3},
    {"brake", 3},
    {"gear", 0},
    {"drs", 0},
    {"wheel_spin", 0},
    {"wheel_spin_pct", 2},
    {"expected_speed", 2},
    {"gear_anomaly", 0},
    {"x", 2},
    {"y", 2},
    {"z", 2},
    {"distance", 3},
    {"lap_number", 0},
    {"position", 0},
    {"gap", 3},
    {"interval", 3},
    {"laps_down", 0},
    {"tyre_life", 0},
}};

constexpr std::array<Metric, kMetrics> make_all() {
  std::array<Metric, kMetrics> all{};
  for (std::size_t i = 0; i < kMetrics; ++i) all[i] = static_cast<Metric>(i);
  return all;
}
constexpr std::array<Metric, kMetrics> kAll = make_all();

}  // namespace

std::string_view to_string(Metric metric) { return kDescriptions[static_cast<std::size_t>(metric)].name; }

std::optional<Metric> metric_from(std::string_view name) {
  for (const Metric metric : kAll) {
    if (to_string(metric) == name) return metric;
  }
  return std::nullopt;
}

const std::array<Metric, kMetrics>& all_metrics() { return kAll; }

int decimals(Metric metric) { return kDescriptions[static_cast<std::size_t>(metric)].decimals; }

}  // namespace slipstream::store
