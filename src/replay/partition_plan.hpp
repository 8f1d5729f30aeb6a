#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/time.hpp"
#include "log/record_batch.hpp"
#include "prepare/prepared_session.hpp"
#include "replay/replay_options.hpp"

namespace slipstream::replay {

/// Chooses the partition of each telemetry record. Remembers each driver's last choice, so that records cost
/// a hash only when a driver begins another lap or sector. One thread.
class PartitionPlan {
 public:
  /// `session` must outlive the plan.
  PartitionPlan(const prepare::PreparedSession& session, Partitioning partitioning, std::int32_t partitions);

  /// The partition of a record of driver number `driver` (index into session.drivers()).
  [[nodiscard]] log::Partition partition(std::size_t driver, const domain::TelemetrySample& sample);

 private:
  struct SectorStart {
    SessionTime time;
    int sector;  // 1–3
  };
  struct Choice {
    int lap = -1;
    int sector = 0;
    log::Partition partition = 0;
  };

  [[nodiscard]] int sector_at(std::size_t driver, SessionTime time) const;
  void learn_sectors(const prepare::PreparedSession& session);

  Partitioning partitioning_;
  std::int32_t partitions_;
  std::vector<Choice> choices_;                    // by driver
  std::vector<std::vector<SectorStart>> sectors_;  // by driver, in time order; driver_sector only
};

}  // namespace slipstream::replay
