#include "source/open_archive.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "source/archive_source.hpp"
#include "source/feed_zero.hpp"
#include "source/report.hpp"

namespace slipstream::source {
namespace {

/// Known topics in their order, then the others by name.
bool comes_before(const TopicStream& a, const TopicStream& b) {
  if (a.file.topic == nullptr && b.file.topic == nullptr) return a.file.topic_name < b.file.topic_name;
  if (a.file.topic == nullptr || b.file.topic == nullptr) return b.file.topic == nullptr;
  return a.file.topic < b.file.topic;  // both point into topics()
}

bool has_topic(const std::vector<TopicStream>& streams, std::string_view name) {
  return std::ranges::any_of(streams, [&](const TopicStream& s) { return s.file.topic_name == name; });
}

/// The files that have lines, in the order of topics(), unknown topics last.
Result<std::vector<TopicStream>> read_files(const std::filesystem::path& folder, InputReport& report) {
  std::vector<TopicStream> streams;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != kArchiveExtension) continue;
    auto file = ArchiveFile::read(entry.path(), report);
    if (!file) return propagate(file);
    if (!file->lines.empty()) streams.push_back({std::move(*file), {}, 0});
  }
  if (error) return fail_at(folder.string(), ErrorCode::io, "cannot list the folder: {}", error.message());
  std::ranges::sort(streams, comes_before);

  // TimingDataF1 repeats TimingData; it counts only where that is missing.
  if (has_topic(streams, "TimingData")) {
    for (TopicStream& stream : streams) {
      if (stream.file.topic_name == "TimingDataF1") stream.file.topic = nullptr;
    }
  }
  return streams;
}

/// Moves the decoded packets into the streams of telemetry. Returns candidates for zero.
Result<std::vector<ZeroCandidate>> load_telemetry_of(std::vector<TopicStream>& streams, InputReport& report,
                                                     const Progress& progress, const std::stop_token& stop) {
  std::vector<TopicStream*> owners;
  std::vector<const ArchiveFile*> files;
  for (TopicStream& stream : streams) {
    if (!stream.is_telemetry()) continue;
    owners.push_back(&stream);
    files.push_back(&stream.file);
  }
  auto telemetry = load_telemetry(files, report, progress, stop);
  if (!telemetry) return propagate(telemetry);
  for (std::size_t i = 0; i < owners.size(); ++i) {
    owners[i]->packets = std::move(telemetry->files[i]);
    owners[i]->file.lines = {};
    owners[i]->file.text = {};
  }
  return std::move(telemetry->zero_candidates);
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
/// millisecond. Their first lines are left out: they may tell of things before the archive began.
std::vector<ZeroCandidate> zero_candidates_of_timing(const std::vector<TopicStream>& streams) {
  std::vector<ZeroCandidate> candidates;
  PayloadDecoder decoder;
  for (const TopicStream& stream : streams) {
    if (stream.file.topic_name != "ExtrapolatedClock" && stream.file.topic_name != "SessionData") continue;
    for (const StampedLine& line : std::span{stream.file.lines}.subspan(1)) {
      const auto payload = decoder.decode(*stream.file.topic, line.json);
      const auto utc = payload ? utc_of_line(payload->body) : std::nullopt;
      if (utc) candidates.push_back(zero_candidate(*utc, line.stamp));
    }
  }
  return candidates;
}

/// Whether any line of a known topic can be decoded. One is enough, and nearly always the first.
bool is_understood(const std::vector<TopicStream>& streams) {
  PayloadDecoder decoder;
  return std::ranges::any_of(streams, [&](const TopicStream& stream) {
    if (stream.file.topic == nullptr) return false;
    if (!stream.packets.empty()) return true;
    return std::ranges::any_of(stream.file.lines, [&](const StampedLine& line) {
      return decoder.decode(*stream.file.topic, line.json).has_value();
    });
  });
}

}  // namespace

Result<std::unique_ptr<Source>> open_archive(const std::filesystem::path& folder, const Progress& progress,
                                             const std::stop_token& stop) {
  InputReport report;
  auto streams = read_files(folder, report);
  if (!streams) return propagate(streams);
  auto candidates = load_telemetry_of(*streams, report, progress, stop);
  if (!candidates) return propagate(candidates);
  if (!is_understood(*streams)) {
    return fail_at(folder.string(), ErrorCode::invalid_input,
                   "none of the {} lines in its *{} files can be understood; a line is HH:MM:SS.mmm followed "
                   "by JSON{}",
                   report.lines, kArchiveExtension,
                   report.damaged.empty() ? "" : ". First: " + report.damaged.front().to_string());
  }
  if (candidates->empty()) *candidates = zero_candidates_of_timing(*streams);
  add_missing_topics(report, [&](std::string_view topic) { return has_topic(*streams, topic); });
  const auto zero = session_zero(std::move(*candidates));
  return std::make_unique<ArchiveSource>(std::move(*streams), zero, std::move(report));
}

}  // namespace slipstream::source
