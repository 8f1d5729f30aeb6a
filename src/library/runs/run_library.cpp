#include "library/runs/run_library.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <charconv>
#include <csignal>

#include <spdlog/spdlog.h>
#include <unistd.h>

#include "base/file_error.hpp"
#include "library/durable_file.hpp"
#include "library/runs/run_rows.hpp"

namespace slipstream::library {
namespace {

namespace fs = std::filesystem;

/// Ids may be the user's own: `--run`.
bool can_name_folder(std::string_view run_id) {
  constexpr std::size_t kLongest = 100;
  const bool plain = std::ranges::all_of(
      run_id, [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.'; });
  return plain && !run_id.empty() && run_id.size() <= kLongest && !run_id.starts_with('.');
}

/// Of a folder that is being filled or removed.
fs::path work_name(std::string_view run_id) { return fmt::format("{}-{}", run_id, ::getpid()); }

/// Whether the process that such a folder names is no more.
bool is_abandoned(const fs::path& path) {
  const std::string name = path.filename().string();
  const std::size_t dash = name.rfind('-');
  pid_t pid = 0;
  const char* end = name.data() + name.size();
  if (dash == std::string::npos || std::from_chars(name.data() + dash + 1, end, pid).ptr != end) return false;
  return pid > 0 && ::kill(pid, 0) != 0 && errno == ESRCH;
}

void remove_abandoned(const fs::path& work) {
  std::error_code error;
  for (const auto& folder : fs::directory_iterator{work, error}) {
    if (is_abandoned(folder.path())) fs::remove_all(folder.path(), error);
  }
}

}  // namespace

std::span<const RunTable> run_tables() {
  static constexpr std::array kTables{RunTable{"telemetry", "run_telemetry", empty_run_telemetry},
                                      RunTable{"laps", "run_laps", empty_run_laps},
                                      RunTable{"alerts", "alerts", empty_alerts},
                                      RunTable{"predictions", "predictions", empty_predictions}};
  return kTables;
}

UnfiledRun::~UnfiledRun() {
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

Result<std::vector<RunEntry>> RunLibrary::list() const {
  std::vector<RunEntry> entries;
  std::error_code error;
  fs::directory_iterator folders{runs_, error};
  if (error == std::errc::no_such_file_or_directory) return entries;
  if (error) return file_error(error.value(), "cannot read", runs_);
  for (const auto& folder : folders) {
    if (!folder.is_directory(error)) continue;
    if (auto entry = read_run_entry(folder.path())) {
      entries.push_back(std::move(*entry));
    } else {
      spdlog::warn("skipped among the runs: {}", entry.error().to_string());
    }
  }
  std::ranges::sort(entries, {}, [](const RunEntry& entry) { return std::pair{entry.began, entry.run_id}; });
  return entries;
}

Result<std::vector<RunEntry>> RunLibrary::list(std::string_view session_key) const {
  auto entries = list();
  if (entries) {
    std::erase_if(*entries, [&](const RunEntry& entry) { return entry.session_key != session_key; });
  }
  return entries;
}

Result<UnfiledRun> RunLibrary::begin(std::string_view run_id) const {
  if (!can_name_folder(run_id)) {
    return fail(ErrorCode::invalid_argument,
                "run '{}' cannot be filed: its id takes letters, digits, '-', '_' and '.', at most 100",
                run_id);
  }
  std::error_code error;
  UnfiledRun run{work_ / work_name(run_id)};
  fs::create_directories(run.folder(), error);
  if (error) return file_error(error.value(), "cannot make", run.folder());
  return run;
}

Result<bool> RunLibrary::file(UnfiledRun run, const RunEntry& entry) const {
  if (auto written = write_durably(run.folder() / "run.json", write_run_entry(entry)); !written) {
    return propagate(written);
  }
  if (auto synced = sync_directory(run.folder()); !synced) return propagate(synced);
  const fs::path place = runs_ / entry.run_id;
  std::error_code error;
  fs::create_directories(runs_, error);
  fs::rename(run.folder(), place, error);
  if (error && fs::exists(place)) return false;
  if (error) return file_error(error.value(), "cannot make", place);
  if (auto synced = sync_directory(runs_); !synced) return propagate(synced);
  remove_abandoned(work_);
  return true;
}

Result<> RunLibrary::keep_newest(std::size_t count) const {
  const auto entries = list();
  if (!entries) return std::unexpected(entries.error());
  for (std::size_t i = 0; i + count < entries->size(); ++i) {
    const fs::path place = runs_ / (*entries)[i].run_id;
    const fs::path aside = work_ / work_name((*entries)[i].run_id);
    std::error_code error;
    fs::rename(place, aside, error);
    if (!error) fs::remove_all(aside, error);
    if (error) return file_error(error.value(), "cannot remove", place);
  }
  return {};
}

}  // namespace slipstream::library
