#include "replay/partition_plan.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "log/partitioner.hpp"

namespace slipstream::replay {

PartitionPlan::PartitionPlan(const prepare::PreparedSession& session, Partitioning partitioning,
                             std::int32_t partitions)
    : partitioning_(partitioning), partitions_(std::max(partitions, 1)), choices_(session.drivers().size()) {
  for (std::size_t i = 0; i < choices_.size(); ++i) {
    choices_[i].partition = partitioning == Partitioning::roster
                                ? static_cast<log::Partition>(i % static_cast<std::size_t>(partitions_))
                                : log::partition_for_key(session.drivers()[i].id.view(), partitions_);
  }
  if (partitioning == Partitioning::driver_sector) learn_sectors(session);
}

log::Partition PartitionPlan::partition(std::size_t driver, const domain::TelemetrySample& sample) {
  Choice& choice = choices_[driver];
  if (partitioning_ == Partitioning::hash || partitioning_ == Partitioning::roster) return choice.partition;
  const int lap = sample.lap_number.value_or(0);
  const int sector = partitioning_ == Partitioning::driver_sector ? sector_at(driver, sample.time) : 0;
  if (choice.lap == lap && choice.sector == sector) return choice.partition;
  const std::string key = sector == 0 ? fmt::format("{}:{}", sample.driver.view(), lap)
                                      : fmt::format("{}:{}:{}", sample.driver.view(), lap, sector);
  choice = {lap, sector, log::partition_for_key(key, partitions_)};
  return choice.partition;
}

int PartitionPlan::sector_at(std::size_t driver, SessionTime time) const {
  const std::vector<SectorStart>& starts = sectors_[driver];
  const auto after = std::upper_bound(starts.begin(), starts.end(), time,
                                      [](SessionTime t, const SectorStart& s) { return t < s.time; });
  return after == starts.begin() ? 1 : std::prev(after)->sector;
}

void PartitionPlan::learn_sectors(const prepare::PreparedSession& session) {
  std::map<domain::DriverId, std::size_t> index;
  for (std::size_t i = 0; i < session.drivers().size(); ++i) index[session.drivers()[i].id] = i;
  std::vector<std::map<int, domain::Lap>> laps(session.drivers().size());  // the newest revision of each
  for (const domain::SessionMessage& message : session.messages()) {
    const auto* lap = std::get_if<domain::Lap>(&message.body);
    if (lap == nullptr || !message.car) continue;
    const auto driver = index.find(message.car->driver);
    if (driver != index.end()) laps[driver->second][lap->lap_number] = *lap;
  }
  sectors_.resize(laps.size());
  for (std::size_t i = 0; i < laps.size(); ++i) {
    for (const auto& [number, lap] : laps[i]) {
      if (!lap.lap_start) continue;
      SessionTime at = *lap.lap_start;
      sectors_[i].push_back({at, 1});
      for (int sector = 2; sector <= 3; ++sector) {
        const auto& before = lap.sectors[static_cast<std::size_t>(sector - 2)];
        if (!before) break;
        at += *before;
        sectors_[i].push_back({at, sector});
      }
    }
    std::ranges::sort(sectors_[i], {}, &SectorStart::time);
  }
}

}  // namespace slipstream::replay
