#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "domain/samples.hpp"
#include "domain/session_message.hpp"
#include "prepare/telemetry_columns.hpp"
#include "source/source.hpp"

namespace slipstream::prepare {

/// Where a record stands: which driver's columns, which row.
struct RecordRef {
  std::uint16_t driver = 0;  ///< index into PreparedSession::drivers()
  std::uint32_t row = 0;
};

struct PrepareOptions {
  /// Position samples after a car sample that the interpolation waits for: 4 keep X and Y within 1 unit of
  /// FastF1 (the live delay of about 1 s), 12 within 1e-6.
  std::size_t look_ahead = 12;
};

/// A whole session in memory: every driver's merged telemetry in columns, every session message, one order.
/// Immutable once made: any number of threads may read.
class PreparedSession {
 public:
  [[nodiscard]] const domain::SessionInfo& info() const { return info_; }
  [[nodiscard]] std::span<const domain::Driver> drivers() const { return info_.drivers; }
  [[nodiscard]] std::optional<UtcTime> zero() const { return zero_; }
  [[nodiscard]] const source::InputReport& report() const { return report_; }

  /// Telemetry records of all drivers, in session-time order (equal times: in driver order).
  [[nodiscard]] std::size_t record_count() const { return order_.size(); }
  [[nodiscard]] RecordRef ref(std::size_t index) const { return order_[index]; }
  [[nodiscard]] SessionTime record_time(std::size_t index) const;
  [[nodiscard]] domain::TelemetrySample record(std::size_t index) const;
  /// The first record at or after `time`; record_count() if there is none.
  [[nodiscard]] std::size_t index_at(SessionTime time) const;
  /// From record `index` to the next one of another instant; nullopt at the end.
  [[nodiscard]] std::optional<Milliseconds> time_to_next(std::size_t index) const;
  [[nodiscard]] const TelemetryColumns& telemetry(std::size_t driver) const { return telemetry_[driver]; }

  /// Instants at which the feed sent a car nothing that is known, and nothing could be interpolated: they are
  /// no records.
  [[nodiscard]] std::uint64_t empty_rows() const { return empty_rows_; }

  /// The rate of a car's own samples in Hz: distinct instants of car data, median over drivers. Instants that
  /// are only in the position stream do not count. nullopt without telemetry.
  [[nodiscard]] std::optional<double> car_sample_rate_hz() const { return car_sample_rate_hz_; }

  /// Messages for `f1-session`, in session-time order.
  [[nodiscard]] std::span<const domain::SessionMessage> messages() const { return messages_; }

  /// The first "Started"; nullopt if the source has none.
  [[nodiscard]] std::optional<SessionTime> started_at() const { return started_at_; }
  /// Of the first and last record or message.
  [[nodiscard]] SessionTime begin_time() const;
  [[nodiscard]] SessionTime end_time() const;
  /// When `lap` began for the first driver who started it; nullopt if nobody did.
  [[nodiscard]] std::optional<SessionTime> lap_start(int lap) const;

 private:
  friend class SessionBuilder;
  friend class TableSessionBuilder;
  domain::SessionInfo info_;
  std::optional<UtcTime> zero_;
  std::optional<SessionTime> started_at_;
  source::InputReport report_;
  std::vector<TelemetryColumns> telemetry_;  ///< by driver
  std::vector<RecordRef> order_;
  std::vector<domain::SessionMessage> messages_;
  std::map<int, SessionTime> lap_starts_;
  std::optional<double> car_sample_rate_hz_;
  std::uint64_t empty_rows_ = 0;
};

/// Reads `source` to its end. Errors: what the source's next() says, interrupted, invalid_input (no session
/// in it: neither a driver nor a message).
Result<PreparedSession> prepare_session(source::Source& source, const PrepareOptions& options = {},
                                        const source::Progress& progress = {},
                                        const std::stop_token& stop = {});

}  // namespace slipstream::prepare
