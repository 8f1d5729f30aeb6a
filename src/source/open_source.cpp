#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/ranges.h>

#include "source/archive_file.hpp"
#include "source/open_archive.hpp"
#include "source/recording.hpp"
#include "source/recording_source.hpp"
#include "source/session_table/session_table.hpp"
#include "source/source.hpp"

namespace slipstream::source {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kExpectedSource =
    "expected is a folder with the *.jsonStream files of one session, a recording of the live feed, or a CSV "
    "or "
    "Parquet table";

/// What a folder holds, by name.
struct Listing {
  std::vector<fs::path> topic_files, folders, other_files;
};

Result<Listing> list(const fs::path& folder) {
  Listing listing;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const fs::path& path = entry.path();
    if (path.filename().string().starts_with('.')) continue;
    std::error_code ignored;
    if (path.extension() == kArchiveExtension) {
      listing.topic_files.push_back(path);
    } else if (entry.is_directory(ignored)) {
      listing.folders.push_back(path);
    } else if (entry.is_regular_file(ignored)) {
      listing.other_files.push_back(path);
    }
  }
  if (error) {
    const auto code = error == std::errc::permission_denied ? ErrorCode::permission : ErrorCode::io;
    return fail_at(folder.string(), code, "cannot list the folder: {}", error.message());
  }
  std::ranges::sort(listing.folders);
  std::ranges::sort(listing.other_files);
  return listing;
}

bool is_archive(const fs::path& folder) {
  const auto listing = list(folder);
  return listing && !listing->topic_files.empty();
}

/// The first few names, for messages.
std::string names(const std::vector<fs::path>& paths) {
  constexpr std::size_t kShown = 10;
  std::vector<std::string> shown;
  for (const fs::path& path : paths) {
    if (shown.size() == kShown) {
      shown.push_back(fmt::format("and {} more", paths.size() - kShown));
      break;
    }
    shown.push_back(path.filename().string());
  }
  return fmt::format("{}", fmt::join(shown, ", "));
}

/// The one session in a folder that is no archive itself: a sub-folder or a recording.
Result<fs::path> only_session(const fs::path& folder, const Listing& listing) {
  std::vector<fs::path> sessions;
  std::ranges::copy_if(listing.folders, std::back_inserter(sessions), is_archive);
  std::ranges::copy_if(listing.other_files, std::back_inserter(sessions), Recording::looks_like_one);
  if (sessions.size() == 1) return sessions.front();
  const auto code = ErrorCode::invalid_input;
  if (sessions.size() > 1) {
    return fail_at(folder.string(), code, "{} sessions are in this folder; name one of them: {}",
                   sessions.size(), names(sessions));
  }
  std::vector<fs::path> found = listing.folders;
  std::ranges::copy(listing.other_files, std::back_inserter(found));
  if (found.empty()) return fail_at(folder.string(), code, "the folder is empty; {}", kExpectedSource);
  return fail_at(folder.string(), code, "no session in this folder; {}. Found: {}", kExpectedSource,
                 names(found));
}

}  // namespace

Result<std::unique_ptr<Source>> open_source(const std::filesystem::path& path, const Progress& progress,
                                            std::stop_token stop, Samples samples) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    return fail_at(path.string(), ErrorCode::not_found, "no such file or folder");
  }
  if (error == std::errc::permission_denied) {
    return fail_at(path.string(), ErrorCode::permission, "cannot look at it: {}", error.message());
  }
  if (error) return fail_at(path.string(), ErrorCode::io, "cannot look at it: {}", error.message());
  if (is_session_table(path)) {
    return fail_at(path.string(), ErrorCode::unsupported,
                   "this is a table of merged telemetry: there is no feed in it");
  }
  if (!fs::is_directory(status)) {
    if (path.extension() != kArchiveExtension) return open_recording(path, progress, stop, samples);
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path{"."};
    return open_archive(folder, progress, stop, samples);
  }
  const auto listing = list(path);
  if (!listing) return std::unexpected(listing.error());
  if (!listing->topic_files.empty()) return open_archive(path, progress, stop, samples);
  const auto session = only_session(path, *listing);
  if (!session) return std::unexpected(session.error());
  return open_source(*session, progress, std::move(stop), samples);
}

}  // namespace slipstream::source
