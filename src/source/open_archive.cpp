#include "source/open_archive.hpp"

#include <algorithm>
#include <optional>
#include <ranges>
#include <utility>
#include <vector>

#include "source/archive_decoder.hpp"
#include "source/archive_file.hpp"
#include "source/archive_source.hpp"
#include "source/feed_zero.hpp"
#include "source/report.hpp"

namespace slipstream::source {
namespace {

/// Known topics in their order, then the others by name.
bool comes_before(const ArchiveFile& a, const ArchiveFile& b) {
  if (a.topic == nullptr && b.topic == nullptr) return a.topic_name < b.topic_name;
  if (a.topic == nullptr || b.topic == nullptr) return b.topic == nullptr;
  return a.topic < b.topic;  // both point into topics()
}

bool has_topic(const std::vector<ArchiveFile>& files, std::string_view name) {
  return std::ranges::any_of(files, [&](const ArchiveFile& file) { return file.topic_name == name; });
}

/// The files that have lines, in the order of topics(), unknown topics last.
Result<std::vector<ArchiveFile>> read_files(const std::filesystem::path& folder, InputReport& report) {
  std::vector<ArchiveFile> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != kArchiveExtension) continue;
    auto file = ArchiveFile::read(entry.path(), report);
    if (!file) return propagate(file);
    if (!file->lines.empty()) files.push_back(std::move(*file));
  }
  if (error) return fail_at(folder.string(), ErrorCode::io, "cannot list the folder: {}", error.message());
  std::ranges::sort(files, comes_before);

  // TimingDataF1 repeats TimingData; it counts only where that is missing.
  if (has_topic(files, "TimingData")) {
    for (ArchiveFile& file : files) {
      if (file.topic_name == "TimingDataF1") file.topic = nullptr;
    }
  }
  return files;
}

/// The UTC at which a line of these topics was sent; nullopt for other topics.
std::optional<UtcTime> utc_of_line(const FeedBody& body) {
  if (const auto* clock = std::get_if<ExtrapolatedClock>(&body)) return clock->utc;
  const auto* data = std::get_if<SessionData>(&body);
  if (data == nullptr) return std::nullopt;
  const auto& changed = data->series.items.empty() ? data->status_series.items : data->series.items;
  return changed.empty() ? std::nullopt : changed.back().second.utc;
}

/// Without telemetry: the UTC of the clock and of the session data agree with their stamps to the
/// millisecond. Whole states are left out: they may tell of things before the archive began.
std::vector<ZeroCandidate> zero_candidates_of_timing(const DecodedArchive& archive) {
  std::vector<ZeroCandidate> candidates;
  for (const FeedEvent& event : archive.files | std::views::join | std::views::join) {
    const auto utc = event.complete ? std::nullopt : utc_of_line(event.body);
    if (utc) candidates.push_back(zero_candidate(*utc, event.time));
  }
  return candidates;
}

/// Whether any line of a known topic could be decoded.
bool is_understood(const std::vector<ArchiveFile>& files, const DecodedArchive& archive) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (files[i].topic != nullptr && !archive.files[i].empty()) return true;
  }
  return false;
}

}  // namespace

Result<std::unique_ptr<Source>> open_archive(const std::filesystem::path& folder, const Progress& progress,
                                             const std::stop_token& stop, Samples samples) {
  InputReport report;
  const auto files = read_files(folder, report);
  if (!files) return std::unexpected(files.error());
  auto archive = decode_archive(*files, report, progress, stop, samples);
  if (!archive) return propagate(archive);
  if (!is_understood(*files, *archive)) {
    return fail_at(folder.string(), ErrorCode::invalid_input,
                   "none of the {} lines in its *{} files can be understood; a line is HH:MM:SS.mmm followed "
                   "by JSON{}",
                   report.lines, kArchiveExtension,
                   report.damaged.empty() ? "" : ". First: " + report.damaged.front().to_string());
  }
  add_missing_topics(report, [&](std::string_view topic) { return has_topic(*files, topic); });
  auto candidates = std::move(archive->zero_candidates);
  if (candidates.empty()) candidates = zero_candidates_of_timing(*archive);
  return std::make_unique<ArchiveSource>(std::move(archive->files),
                                         session_zero(std::move(candidates), samples), std::move(report));
}

}  // namespace slipstream::source
