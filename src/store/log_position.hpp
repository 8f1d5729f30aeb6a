#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace slipstream::store {

/// The topics the store is made from.
enum class Input : std::uint8_t { telemetry, session, alerts };
inline constexpr std::size_t kInputs = 3;

/// Where a record stands in the log.
struct LogPlace {
  Input input = Input::telemetry;
  std::int32_t partition = 0;
  std::int64_t offset = 0;
};

/// How far a reader has come in every partition, and in which run: the id of a live event. Because it
/// consists of log positions, it means the same after a restart of the server.
class LogPosition {
 public:
  /// Everything up to and including the record at `place` has been read.
  void advance(const LogPlace& place);
  /// Everything up to `other` has been read as well. Keeps the run.
  void merge(const LogPosition& other);
  /// Nothing in `other` lies beyond this position.
  [[nodiscard]] bool covers(const LogPosition& other) const;

  [[nodiscard]] const std::string& run_id() const { return run_id_; }
  void set_run_id(std::string_view run_id) { run_id_ = run_id; }

  /// "RUN/t12,0,7,9/s40/a3,1,0": next offsets of the telemetry, session and alert partitions.
  [[nodiscard]] std::string to_string() const;
  /// nullopt for any other text. At most 4,096 partitions.
  [[nodiscard]] static std::optional<LogPosition> parse(std::string_view text);

  friend bool operator==(const LogPosition&, const LogPosition&) = default;

 private:
  std::string run_id_;
  std::array<std::vector<std::int64_t>, kInputs> next_;  ///< next offset by partition
};

}  // namespace slipstream::store
