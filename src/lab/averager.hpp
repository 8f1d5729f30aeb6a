#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "domain/record.hpp"
#include "lab/average_state.hpp"
#include "lab/position.hpp"
#include "log/log.hpp"
#include "registry/framed_decoder.hpp"

namespace slipstream::lab {

struct AveragerOptions {
  domain::TopicNames topics;
  std::string group = "slipstream-averages";
  /// Stable, and of this member alone: a newer producer of the same id fences this one off.
  std::string transactional_id = "slipstream-averages-0";
  /// How long results wait for others to go with them.
  std::chrono::milliseconds commit_interval{50};
};

/// SELECT AVG(speed) FROM positions GROUP BY driver_name, race_id, kept up to date: positions in, averages
/// out. Averages, sums and input offsets commit together, so that a crash neither loses nor repeats a
/// position. Members of a group share the partitions.
class Averager {
 public:
  /// All must outlive it, the topics must exist. Errors: not_found (a topic), conflict (the group has another
  /// member: embedded engine), unavailable.
  static Result<std::unique_ptr<Averager>> open(log::Log& log, registry::Schemas& schemas,
                                                AveragerOptions options);
  ~Averager();
  Averager(const Averager&) = delete;
  Averager& operator=(const Averager&) = delete;

  /// Works until a stop is asked for, then commits. On one thread. After an error it is of no more use: a new
  /// one goes on from the last commit. Errors: conflict (fenced off, no longer a member), unavailable,
  /// timeout, permission, no_space, and those of registry::Schemas.
  Result<> run(const std::stop_token& stop);

  /// Positions taken in. Any thread.
  [[nodiscard]] std::uint64_t records() const { return records_; }

 private:
  using Clock = std::chrono::steady_clock;

  Averager(log::Log& log, registry::Schemas& schemas, AveragerOptions options);
  Result<> start();
  Result<> name_schemas();
  Result<> take_up_assigned(const std::stop_token& stop);
  void release(std::span<const log::TopicPartition> partitions);
  Result<> take(const log::RecordBatch& batch);
  [[nodiscard]] std::chrono::milliseconds until_commit() const;
  [[nodiscard]] bool has_changes() const { return taken_since_commit_ > 0; }
  Result<> commit();
  log::RecordBatch averages() const;

  log::Log& log_;
  registry::Schemas& schemas_;
  const AveragerOptions options_;
  AverageState state_;
  registry::FramedDecoder decoder_;
  std::int32_t key_schema_ = 0, value_schema_ = 0, partitions_ = 1;
  std::unique_ptr<log::Producer> producer_;
  std::unique_ptr<log::Consumer> consumer_;
  std::vector<log::Partition> assigned_;  // whose state is still to be taken up
  log::RecordBatch rejected_;
  std::uint64_t taken_since_commit_ = 0;
  Clock::time_point first_since_commit_{};
  std::optional<Error> revocation_error_;  // of the commit within on_revoked
  bool abandoned_ = false;                 // nothing may be committed any more
  std::atomic<std::uint64_t> records_ = 0;
};

}  // namespace slipstream::lab
