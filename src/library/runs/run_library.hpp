#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "library/runs/run_entry.hpp"
#include "table/table.hpp"

namespace slipstream::library {

/// A table that a filed run may have, `<name>.parquet`, and the view of SQL on those of all runs.
struct RunTable {
  std::string_view file, view;
  table::Table (*empty)();
};
[[nodiscard]] std::span<const RunTable> run_tables();

/// Where the tables of a run are gathered before it is filed; gone with this, unless they were.
class UnfiledRun {
 public:
  explicit UnfiledRun(std::filesystem::path folder) : folder_(std::move(folder)) {}
  ~UnfiledRun();
  UnfiledRun(UnfiledRun&& other) noexcept : folder_(std::exchange(other.folder_, {})) {}
  UnfiledRun& operator=(UnfiledRun&&) = delete;

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

/// Finished runs, one folder each under <data>/runs: `run.json` and its tables as Parquet. A run appears by
/// one rename and disappears by one; what a killed process left is never seen, and removed by the next one.
/// Any number of threads and processes.
class RunLibrary {
 public:
  explicit RunLibrary(const std::filesystem::path& data_directory)
      : runs_(data_directory / "runs"), work_(data_directory / "filing") {}

  /// Where the runs are; perhaps not there yet.
  [[nodiscard]] const std::filesystem::path& folder() const { return runs_; }
  /// All runs, the oldest first. Those that cannot be read are said in the program's log. Errors: permission,
  /// io.
  Result<std::vector<RunEntry>> list() const;
  /// Those of one session. Errors: as list().
  Result<std::vector<RunEntry>> list(std::string_view session_key) const;

  /// A folder to write a run's tables into. Errors: invalid_argument (the id cannot name a folder),
  /// permission, no_space, io.
  Result<UnfiledRun> begin(std::string_view run_id) const;
  /// Files the run; false: it was there already. Durable when this returns. Errors: as begin().
  Result<bool> file(UnfiledRun run, const RunEntry& entry) const;
  /// Removes the oldest runs beyond `count`. Errors: permission, io.
  Result<> keep_newest(std::size_t count) const;

 private:
  std::filesystem::path runs_, work_;
};

}  // namespace slipstream::library
