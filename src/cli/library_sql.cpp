#include "cli/library_sql.hpp"

namespace slipstream::cli {

Result<std::size_t> LibrarySql::query(const std::string& sql, table::TableSink& sink,
                                      const table::QueryLimits& limits) {
  auto database = this->database();
  if (!database) return propagate(database);
  return (*database)->query(sql, sink, limits);
}

void LibrarySql::stop() {
  const std::scoped_lock lock(mutex_);
  stopped_ = true;
  if (database_) database_->stop();
}

Result<library::SessionDatabase*> LibrarySql::database() {
  const std::scoped_lock lock(mutex_);
  if (stopped_) return fail(ErrorCode::unavailable, "the server is stopping");
  if (!database_) {
    auto opened = library::SessionDatabase::open(library_);
    if (!opened) return propagate(opened);
    database_ = std::move(*opened);
  }
  return database_.get();
}

}  // namespace slipstream::cli
