#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "log/log.hpp"

namespace slipstream::log {

/// After kill -9 everything acknowledged is there either way; `full` also survives power loss.
enum class Durability { normal, full };

struct SqliteOptions {
  std::filesystem::path file;
  bool read_only = false;  ///< another process writes; groups can still be joined and committed
  Durability durability = Durability::normal;
  std::chrono::milliseconds retention_time = std::chrono::hours{24};
  /// Of all topics together that set no limit of their own; bytes of keys, values and headers.
  std::int64_t retention_bytes = std::int64_t{2} << 30;
  std::chrono::milliseconds tombstone_grace = std::chrono::hours{24};  ///< readers have so long to see one
  std::chrono::milliseconds maintenance_interval = std::chrono::seconds{1};
  std::size_t tail_cache_bytes = std::size_t{32} << 20;  ///< newest batches kept in memory for readers
  std::int64_t max_file_bytes = 0;                       ///< the file never grows above; 0: no limit
};
/// Opens or creates the embedded log; its folder must exist. Errors: conflict (another process writes it;
/// names its pid), not_found (no such folder; read_only: no such file), permission, no_space, invalid_input
/// (not a log of ours, or of a newer version).
Result<std::unique_ptr<Log>> open_sqlite_log(const SqliteOptions& options);

struct KafkaOptions {
  std::string bootstrap_servers;
  std::map<std::string, std::string> properties;  ///< any librdkafka property, passed through
};
/// Errors: invalid_argument (librdkafka refuses a property), unavailable (no broker answers).
Result<std::unique_ptr<Log>> open_kafka_log(const KafkaOptions& options);

}  // namespace slipstream::log
