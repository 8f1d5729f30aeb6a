#pragma once

#include <stop_token>

#include "base/result.hpp"
#include "prepare/from_table/driver_rows.hpp"
#include "prepare/from_table/table_samples.hpp"
#include "prepare/prepared_session.hpp"
#include "source/session_table/session_table.hpp"

namespace slipstream::prepare {

/// Makes a PreparedSession of a table whose telemetry is merged already, beside SessionBuilder, which merges.
/// Used once, by one thread.
class TableSessionBuilder {
 public:
  explicit TableSessionBuilder(const source::SessionTable& table) : table_(table) {}

  /// Errors: as rows_by_driver; interrupted.
  Result<PreparedSession> build(const source::Progress& progress, const std::stop_token& stop);

 private:
  void add_driver(const DriverRows& rows, TableGaps& gaps);
  void begin_messages();

  const source::SessionTable& table_;
  PreparedSession session_;
};

}  // namespace slipstream::prepare
