#pragma once

#include <memory>
#include <mutex>

#include "api/context.hpp"
#include "library/sql/session_database.hpp"

namespace slipstream::cli {

/// SQL over the library as the API sees it. The database is opened by the first query: most runs ask none.
/// Thread-safe.
class LibrarySql : public api::SqlPort {
 public:
  explicit LibrarySql(library::Library library) : library_(std::move(library)) {}

  Result<std::size_t> query(const std::string& sql, table::TableSink& sink,
                            const table::QueryLimits& limits) override;
  /// Ends queries that run and refuses what comes.
  void stop();

 private:
  Result<library::SessionDatabase*> database();

  library::Library library_;
  std::mutex mutex_;  ///< of what follows
  std::unique_ptr<library::SessionDatabase> database_;
  bool stopped_ = false;
};

}  // namespace slipstream::cli
