#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "base/time.hpp"
#include "domain/driver.hpp"
#include "store/rate_counter.hpp"

namespace slipstream::store {

/// One source of records as the log shows it.
struct ProducerStats {
  std::uint64_t messages = 0;
  WallTime last_at{};  ///< production time of its newest record
};

/// What has come in since the store was made. A plain value: whoever owns it locks it.
struct Stats {
  explicit Stats(std::chrono::seconds window) : rate(window) {}

  std::uint64_t messages_received = 0;  ///< telemetry records
  std::uint64_t session_messages = 0;
  std::uint64_t rejected = 0;                            ///< records that could not be understood
  std::uint64_t from_earlier_run = 0;                    ///< records of a run that another has replaced
  RateCounter rate;                                      ///< of telemetry records
  std::map<std::string, ProducerStats> producers;        ///< by run id; of the last runs
  std::map<domain::DriverId, std::uint64_t> wheel_spin;  ///< beginnings of wheel spin
  std::uint64_t lugging = 0, over_rev = 0;               ///< beginnings
  std::map<int, std::uint64_t> gear_anomalies_by_gear;   ///< beginnings of any of the gear anomalies
};

}  // namespace slipstream::store
