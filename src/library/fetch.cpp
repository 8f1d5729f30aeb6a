/// The part of Library that gets sessions from the official archive.
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

#include "base/file_error.hpp"
#include "library/data_directory.hpp"
#include "library/durable_file.hpp"
#include "library/library.hpp"
#include "library/official/results.hpp"

namespace slipstream::library {
namespace {

constexpr double kDownloadShare = 0.9;
// What lies around longer may be of an archive that has been corrected since.
constexpr std::chrono::hours kStale{24};

/// Holds a folder against other processes; a process that dies lets go.
class FolderLock {
 public:
  explicit FolderLock(const std::filesystem::path& folder)
      : file_(::open((folder / ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)),
        failed_(file_ < 0 || ::flock(file_, LOCK_EX | LOCK_NB) != 0 ? errno : 0) {}
  ~FolderLock() {
    if (file_ >= 0) ::close(file_);
  }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  /// 0, or the errno: EWOULDBLOCK if somebody else holds it.
  [[nodiscard]] int failed() const { return failed_; }

 private:
  int file_, failed_;
};

/// The folder of a download, with what is left of an earlier one unless that is stale.
Result<> prepare_workplace(const std::filesystem::path& folder) {
  std::error_code error;
  const auto changed = std::filesystem::last_write_time(folder, error);
  if (!error && std::filesystem::file_time_type::clock::now() - changed > kStale) {
    std::filesystem::remove_all(folder, error);
  }
  std::filesystem::create_directories(folder, error);
  if (error) return file_error(error.value(), "cannot make", folder);
  return {};
}

}  // namespace

Result<Fetched> Library::fetch(const OfficialArchive& archive, const SeasonChoice& session,
                               const source::Progress& progress, const std::stop_token& stop) {
  if (has_folder(session.key())) {
    auto entry = read_entry(folder(session.key()));
    if (!entry) return propagate(entry);
    return Fetched{std::move(*entry), std::nullopt};
  }
  if (auto ready = prepare_data_directory(data_); !ready) return propagate(ready);
  const std::filesystem::path work = data_ / "fetching" / session.key();
  if (auto ready = prepare_workplace(work); !ready) return propagate(ready);
  const FolderLock lock{work};
  if (lock.failed() == EWOULDBLOCK) {
    return fail(ErrorCode::conflict, "{}: another process is fetching it", session.title());
  } else if (lock.failed() != 0) {
    return file_error(lock.failed(), "cannot lock", work);
  }
  const auto part = [&](double from, double share) -> source::Progress {
    if (!progress) return {};
    return [&progress, from, share](double done) { progress(from + share * done); };
  };
  auto downloaded = archive.download(session, work, part(0, kDownloadShare), stop);
  if (!downloaded) return propagate(downloaded);
  auto imported = import(work, part(kDownloadShare, 1 - kDownloadShare), stop);
  // Files that make no session would make none the next time either.
  const bool useless = !imported && imported.error().code == ErrorCode::invalid_input;
  std::error_code ignored;
  if (imported || useless) std::filesystem::remove_all(work, ignored);
  if (!imported) return propagate(imported);
  return Fetched{std::move(imported->entry), std::move(*downloaded)};
}

Result<bool> Library::keep_results(const std::string& key, const ResultsApi& api, const SeasonChoice& session,
                                   const std::stop_token& stop) {
  if (!has_folder(key)) return fail(ErrorCode::not_found, "no session {} in the library", key);
  const std::filesystem::path file = results_file(folder(key));
  std::error_code error;
  if (std::filesystem::exists(file, error)) return true;
  auto text = api.fetch(session, stop);
  if (!text) return propagate(text);
  if (!*text) return false;
  std::filesystem::path temporary = file;
  temporary += fmt::format(".{}", getpid());
  if (auto written = write_durably(temporary, **text); !written) return propagate(written);
  std::filesystem::rename(temporary, file, error);
  if (error) return file_error(error.value(), "cannot make", file);
  return true;
}

}  // namespace slipstream::library
