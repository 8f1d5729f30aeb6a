#include "cli/scaling/scaling_report.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/text_table.hpp"

namespace slipstream::cli {

std::string scaling_text(const ScalingReport& report) {
  const ScalingFigures& first = report.scenarios.front();
  TextTable table({"consumers", "partitions", "cars", "records", "seconds", "records/s", "CPU s/million",
                   "CPU ratio", "efficiency"});
  for (const ScalingFigures& figures : report.scenarios) {
    const ScalingShape& shape = figures.shape;
    table.add({std::to_string(shape.consumers), std::to_string(shape.partitions), std::to_string(shape.cars),
               std::to_string(shape.records), fmt::format("{:.3f}", figures.seconds()),
               fmt::format("{:.0f}", figures.records_per_second()),
               fmt::format("{:.3f}", figures.cpu_seconds_per_million()),
               fmt::format("{:.3f}", cpu_ratio(first, figures)),
               fmt::format("{:.3f}", scaling_efficiency(first, figures))});
  }
  return fmt::format(
      "{}\nMedians. On the {} cores of this machine no more than {} consumers read at the same time: the CPU "
      "ratio says what a record costs more among many, efficiency is T1/Tn.\n",
      table.to_string(), report.cores, report.cores);
}

std::string scaling_csv(const ScalingReport& report) {
  const ScalingFigures& first = report.scenarios.front();
  std::string csv =
      "consumers,partitions,cars,records,readings,seconds,records_per_second,cpu_seconds_per_million,"
      "cpu_ratio,efficiency,cores\n";
  for (const ScalingFigures& figures : report.scenarios) {
    const ScalingShape& shape = figures.shape;
    csv += fmt::format("{},{},{},{},{},{:.6f},{:.1f},{:.6f},{:.4f},{:.4f},{}\n", shape.consumers,
                       shape.partitions, shape.cars, shape.records, figures.readings.size(),
                       figures.seconds(), figures.records_per_second(), figures.cpu_seconds_per_million(),
                       cpu_ratio(first, figures), scaling_efficiency(first, figures), report.cores);
  }
  return csv;
}

std::string scaling_json(const ScalingReport& report) {
  using nlohmann::json;
  const ScalingFigures& first = report.scenarios.front();
  json scenarios = json::array();
  for (const ScalingFigures& figures : report.scenarios) {
    json readings = json::array();
    for (const TimedReading& reading : figures.readings)
      readings.push_back({{"seconds", reading.seconds}, {"cpu_seconds", reading.cpu_seconds}});
    const ScalingShape& shape = figures.shape;
    scenarios.push_back({{"consumers", shape.consumers},
                         {"partitions", shape.partitions},
                         {"cars", shape.cars},
                         {"records", shape.records},
                         {"anomalies", figures.anomalies},
                         {"seconds", figures.seconds()},
                         {"records_per_second", figures.records_per_second()},
                         {"cpu_seconds_per_million", figures.cpu_seconds_per_million()},
                         {"cpu_ratio", cpu_ratio(first, figures)},
                         {"efficiency", scaling_efficiency(first, figures)},
                         {"readings", std::move(readings)}});
  }
  return json{{"cores", report.cores}, {"scenarios", std::move(scenarios)}}.dump(2);
}

}  // namespace slipstream::cli
