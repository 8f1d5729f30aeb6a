#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "library/official/official_archive.hpp"
#include "library/official/results_api.hpp"
#include "library/races/race_library.hpp"
#include "library/runs/run_library.hpp"
#include "library/session_entry.hpp"
#include "source/source.hpp"

namespace slipstream::library {

/// What an import came to.
struct Imported {
  SessionEntry entry;
  bool was_there = false;  ///< the same session from the same bytes was in the library already
};

/// What a fetch came to.
struct Fetched {
  SessionEntry entry;
  std::optional<DownloadedSession> downloaded;  ///< nullopt: it was in the library already
};

/// A session a user named: in the library, or somewhere on the disk.
struct SessionPlace {
  std::filesystem::path source;       ///< for prepare::read_session
  std::optional<SessionEntry> entry;  ///< if it is in the library
};

/// The sessions a user has, one folder each under <data>/sessions: `session.json` and the source's files.
/// Made on demand; entries appear and disappear as a whole, also for other processes. Any number of threads
/// and processes may use one library at once.
class Library {
 public:
  explicit Library(std::filesystem::path data_directory);

  /// Copies an archive's folder, a recording or a table into the library; `progress` goes from 0 to 1.
  /// Errors: what prepare::read_session says of `path`; already_exists (the key is taken by other bytes),
  /// permission, no_space, io, interrupted. A failed import leaves nothing behind.
  Result<Imported> import(const std::filesystem::path& path, const source::Progress& progress = {},
                          const std::stop_token& stop = {});

  /// Downloads a session of the official archive into the library; it appears there when it is whole. After
  /// an interruption, even by a kill, the same call within a day goes on with what there is. `progress` goes
  /// from 0 to 1, told by several threads, never two at once. Errors: as OfficialArchive::download and
  /// import(); conflict (another process fetches the same session).
  Result<Fetched> fetch(const OfficialArchive& archive, const SeasonChoice& session,
                        const source::Progress& progress = {}, const std::stop_token& stop = {});
  /// Keeps the official results of the entry `key` for official_results(); asks the API only if there are
  /// none yet. True if there are some then. Errors: as ResultsApi::fetch, not_found, permission, no_space,
  /// io.
  Result<bool> keep_results(const std::string& key, const ResultsApi& api, const SeasonChoice& session,
                            const std::stop_token& stop = {});

  /// All entries by key, which is by date. Entries that cannot be read are reported in the program's log.
  /// Errors: permission, io.
  Result<std::vector<SessionEntry>> list() const;
  /// Changes whenever an entry appears or disappears; nullopt while there is no library yet.
  [[nodiscard]] std::optional<std::filesystem::file_time_type> changed_at() const;
  /// The entry named by its key, a prefix of it that is unique, or words like "2025 Mexico City Qualifying".
  /// Errors: not_found (names the nearest keys), invalid_argument (several fit: names them), permission, io.
  Result<SessionEntry> find(std::string_view name) const;
  /// The latest session by date. Errors: not_found (the library is empty), permission, io.
  Result<SessionEntry> newest() const;
  /// What `name` means: a key, a path, or as in find(). Errors: as find().
  Result<SessionPlace> locate(std::string_view name) const;

  /// Where the sessions are, one folder each; perhaps not there yet.
  [[nodiscard]] const std::filesystem::path& folder() const { return sessions_; }
  /// Of the session of this key, be it there or not.
  [[nodiscard]] std::filesystem::path folder(std::string_view key) const { return sessions_ / key; }

  /// The finished runs beside the sessions.
  [[nodiscard]] RunLibrary runs() const { return RunLibrary{data_}; }
  /// The results of the lab's races.
  [[nodiscard]] RaceLibrary races() const { return RaceLibrary{data_}; }

  /// Removes the entry with this key, or a unique prefix of it; words are not enough to delete something.
  /// Errors: as find().
  Result<SessionEntry> remove(std::string_view key);

 private:
  [[nodiscard]] bool has_folder(std::string_view key) const;

  std::filesystem::path data_, sessions_;
};

}  // namespace slipstream::library
