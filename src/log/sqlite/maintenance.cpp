#include "log/sqlite/maintenance.hpp"

#include <spdlog/spdlog.h>

#include "base/time.hpp"
#include "log/sqlite/schema.hpp"

namespace slipstream::log::sqlite {
namespace {

constexpr std::int64_t kOrphanRows = 2000;

}  // namespace

Maintenance::Maintenance(Database& database, Catalog& catalog, const SqliteOptions& options)
    : database_(database),
      retention_(database, catalog, options),
      compaction_(database, catalog, options.tombstone_grace),
      interval_(options.maintenance_interval),
      next_due_(std::chrono::steady_clock::now() + interval_) {}

void Maintenance::run_due(std::size_t appended_rows) {
  const auto now = std::chrono::steady_clock::now();
  if (now < next_due_) return;
  // Somewhat faster than records arrive: the backlog shrinks, and a lull is not needed.
  const std::size_t pace = appended_rows + appended_rows / 2;
  for (std::size_t done = 0; done <= pace;) {
    const auto worked = slice();
    if (!worked) spdlog::warn("event log: maintenance put off: {}", worked.error().to_string());
    if (!worked || *worked == 0) {
      next_due_ = now + interval_;
      return;
    }
    done += *worked;
  }
}

/// Rows worked on; 0 when nothing is left to do.
Result<std::size_t> Maintenance::slice() {
  auto worked = drop_orphans();
  if (!worked || *worked > 0) return worked;
  worked = retention_.slice(base::wall_now());
  if (!worked || *worked > 0) return worked;
  return compaction_.slice(base::wall_now());
}

Result<std::size_t> Maintenance::drop_orphans() {
  auto orphan = find_orphan(database_);
  if (!orphan) return propagate(orphan);
  if (*orphan == 0) return std::size_t{0};
  if (auto done = drop_orphan_slice(database_, *orphan, kOrphanRows); !done) return propagate(done);
  return static_cast<std::size_t>(kOrphanRows);
}

}  // namespace slipstream::log::sqlite
