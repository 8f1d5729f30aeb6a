#include "source/archive_decoder.hpp"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <span>
#include <thread>

#include "source/payload.hpp"
#include "source/report.hpp"

namespace slipstream::source {
namespace {

/// A run of lines, decoded by one thread; and what came of it.
struct Chunk {
  std::size_t file = 0;
  std::span<const StampedLine> lines;
  bool is_first = false;  ///< of its file
  std::vector<FeedEvent> events = {};
  std::vector<ZeroCandidate> zero_candidates = {};
  std::vector<Error> damaged = {};
};

constexpr std::size_t kLinesPerChunk = 128;

std::vector<Chunk> cut(const std::vector<ArchiveFile>& files) {
  std::vector<Chunk> chunks;
  for (std::size_t file = 0; file < files.size(); ++file) {
    const std::span<const StampedLine> lines = files[file].lines;
    for (std::size_t from = 0; from < lines.size(); from += kLinesPerChunk) {
      chunks.push_back({file, lines.subspan(from, std::min(kLinesPerChunk, lines.size() - from)), from == 0});
    }
  }
  return chunks;
}

void decode(Chunk& chunk, const ArchiveFile& file, PayloadDecoder& decoder) {
  chunk.events.reserve(chunk.lines.size());
  for (const StampedLine& line : chunk.lines) {
    if (file.topic == nullptr) {
      chunk.events.push_back({line.stamp, false, UnknownTopic{file.topic_name}});
      continue;
    }
    auto payload = decoder.decode(*file.topic, line.json);
    if (!payload) {
      payload.error().where = place(file.name, line.number);
      chunk.damaged.push_back(std::move(payload.error()));
      continue;
    }
    // The first line of a file is its topic's whole state.
    const bool is_state = chunk.is_first && &line == chunk.lines.data();
    if (payload->newest) chunk.zero_candidates.push_back(zero_candidate(*payload->newest, line.stamp));
    chunk.events.push_back({line.stamp, payload->key_frame || is_state, std::move(payload->body)});
  }
}

/// Gathers the chunks' results in their order.
DecodedArchive join(std::vector<Chunk> chunks, const std::vector<ArchiveFile>& files, InputReport& report) {
  DecodedArchive archive;
  archive.files.resize(files.size());
  for (Chunk& chunk : chunks) {
    if (!chunk.events.empty()) archive.files[chunk.file].push_back(std::move(chunk.events));
    std::ranges::copy(chunk.zero_candidates, std::back_inserter(archive.zero_candidates));
    for (Error& error : chunk.damaged) add_damaged(report, std::move(error));
  }
  for (const ArchiveFile& file : files) {
    if (file.topic == nullptr) report.unknown_topics[file.topic_name] += file.lines.size();
  }
  return archive;
}

}  // namespace

Result<DecodedArchive> decode_archive(const std::vector<ArchiveFile>& files, InputReport& report,
                                      const Progress& progress, const std::stop_token& stop,
                                      Samples samples) {
  std::vector<Chunk> chunks = cut(files);
  std::atomic<std::size_t> next = 0;
  const auto work = [&](const Progress& tell) {
    PayloadDecoder decoder(samples);
    for (std::size_t i = next++; i < chunks.size() && !stop.stop_requested(); i = next++) {
      decode(chunks[i], files[chunks[i].file], decoder);
      if (tell) tell(static_cast<double>(i + 1) / static_cast<double>(chunks.size()));
    }
    return decoder.take_missing();
  };

  MissingCounts helped;
  {
    const std::jthread helper([&] { helped = work({}); });
    add_missing(report, work(progress));
  }
  add_missing(report, helped);
  if (stop.stop_requested()) return fail(ErrorCode::interrupted, "reading was stopped");
  return join(std::move(chunks), files, report);
}

}  // namespace slipstream::source
