/// The part of Library that takes sessions in.
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "base/file_error.hpp"
#include "library/data_directory.hpp"
#include "library/durable_file.hpp"
#include "library/library.hpp"
#include "prepare/read_session.hpp"

namespace slipstream::library {
namespace {

// Reading takes about as long as copying.
constexpr double kReadingShare = 0.5;
constexpr const char* kSourceFolder = "source";
// Of the disk, beside the copy itself.
constexpr std::uint64_t kReserve = std::uint64_t{16} << 20;

/// A source's files with their names in the library, and their bytes.
struct SourceFiles {
  std::vector<std::pair<std::filesystem::path, std::filesystem::path>> files;  // from, name
  std::uint64_t bytes = 0;
};

Result<SourceFiles> files_of(const std::filesystem::path& path) {
  SourceFiles found;
  std::error_code error;
  const auto take = [&](const std::filesystem::path& file) {
    found.files.emplace_back(file, file.filename());
    found.bytes += std::filesystem::file_size(file, error);
  };
  if (!std::filesystem::is_directory(path, error)) {
    take(path);
  } else {
    for (const auto& file : std::filesystem::directory_iterator{path, error}) {
      const std::string extension = file.path().extension().string();
      if (extension != ".jsonStream" && extension != ".json") continue;
      if (file.is_regular_file(error)) take(file.path());
    }
  }
  if (error) return file_error(error.value(), "cannot read", path);
  std::ranges::sort(found.files);
  return found;
}

/// The stored copies in `folder` are these files and hold the same bytes.
Result<bool> holds(const std::filesystem::path& folder, const SourceFiles& source) {
  std::error_code error;
  std::size_t stored = 0;
  for (const auto& file : std::filesystem::directory_iterator{folder, error}) {
    stored += file.is_regular_file(error) ? 1 : 0;
  }
  if (error || stored != source.files.size()) return false;
  for (const auto& [from, name] : source.files) {
    if (!std::filesystem::exists(folder / name, error)) return false;
    if (std::filesystem::file_size(folder / name, error) != std::filesystem::file_size(from, error))
      return false;
    if (auto same = same_content(from, folder / name); !same || !*same) return same;
  }
  return true;
}

/// A folder that is gone again unless it is kept.
class Workplace {
 public:
  explicit Workplace(std::filesystem::path folder) : folder_(std::move(folder)) {}
  ~Workplace() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

Result<> check_space(const std::filesystem::path& folder, std::uint64_t bytes) {
  std::error_code error;
  const auto space = std::filesystem::space(folder, error);
  if (error || space.available >= bytes + kReserve) return {};
  return fail(ErrorCode::no_space, "{} has {} MiB free; this session needs {} MiB", folder.string(),
              space.available >> 20, (bytes + kReserve) >> 20);
}

Result<> copy_files(const SourceFiles& source, const std::filesystem::path& to,
                    const source::Progress& progress, const std::stop_token& stop) {
  std::error_code error;
  std::filesystem::create_directories(to, error);
  if (error) return file_error(error.value(), "cannot make", to);
  std::uint64_t done = 0;
  const Copied copied = [&](std::uint64_t bytes) {
    done += bytes;
    const double share =
        static_cast<double>(done) / static_cast<double>(std::max<std::uint64_t>(source.bytes, 1));
    if (progress) progress(kReadingShare + (1 - kReadingShare) * std::min(share, 1.0));
  };
  for (const auto& [from, name] : source.files) {
    if (auto done_one = copy_durably(from, to / name, copied, stop); !done_one) return done_one;
  }
  return sync_directory(to);
}

Result<SessionEntry> read_whole(const std::filesystem::path& path, const source::Progress& progress,
                                const std::stop_token& stop) {
  const source::Progress half = [&](double share) {
    if (progress) progress(share * kReadingShare);
  };
  auto session = prepare::read_session(path, half, stop);
  if (!session) return propagate(session);
  SessionEntry entry = describe(*session);
  if (entry.info.key.empty()) entry.info.key = domain::make_session_key({}, path.stem().string(), {});
  return entry;
}

/// The library has this key already: the same session again, or another source of it?
Result<Imported> compare_with_stored(const std::filesystem::path& place, const SourceFiles& source) {
  auto stored = read_entry(place);
  if (!stored) return propagate(stored);
  auto same = holds(place / kSourceFolder, source);
  if (!same) return propagate(same);
  if (*same) return Imported{std::move(*stored), true};
  return fail(ErrorCode::already_exists,
              "{} is in the library already, from another {}; remove it first: "
              "slipstream remove {}",
              stored->key(), stored->info.source, stored->key());
}

/// Copies the source and its entry into `work`, then gives it its name: from then on the session is there.
Result<> store(SessionEntry& entry, const SourceFiles& source, const std::filesystem::path& work,
               const std::filesystem::path& place, const source::Progress& progress,
               const std::stop_token& stop) {
  if (auto copied = copy_files(source, work / kSourceFolder, progress, stop); !copied) return copied;
  if (auto written = write_durably(work / "session.json", write_entry(entry, place)); !written)
    return written;
  if (auto synced = sync_directory(work); !synced) return synced;
  std::error_code error;
  std::filesystem::rename(work, place, error);
  if (error) return file_error(error.value(), "cannot make", place);
  return sync_directory(place.parent_path());
}

}  // namespace

Result<Imported> Library::import(const std::filesystem::path& path, const source::Progress& progress,
                                 const std::stop_token& stop) {
  auto entry = read_whole(path, progress, stop);
  if (!entry) return propagate(entry);
  const auto source = files_of(path);
  if (!source) return std::unexpected(source.error());
  if (auto ready = prepare_data_directory(sessions_); !ready) return propagate(ready);

  std::error_code error;
  const std::filesystem::path place = folder(entry->key());
  if (std::filesystem::exists(place, error)) return compare_with_stored(place, *source);
  if (auto space = check_space(sessions_, source->bytes); !space) return propagate(space);

  entry->bytes = source->bytes;
  entry->source = place / kSourceFolder;
  if (!std::filesystem::is_directory(path, error)) entry->source /= path.filename();
  const Workplace work{sessions_ / fmt::format(".importing-{}-{}", entry->key(), getpid())};
  std::filesystem::remove_all(work.folder(), error);
  if (auto stored = store(*entry, *source, work.folder(), place, progress, stop); !stored)
    return propagate(stored);
  return Imported{std::move(*entry), false};
}

}  // namespace slipstream::library
