#include "source/telemetry_loader.hpp"

#include <algorithm>
#include <atomic>
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
  std::vector<TelemetryPacket> packets;
  std::vector<ZeroCandidate> zero_candidates;
  std::vector<Error> damaged;
};

constexpr std::size_t kLinesPerChunk = 128;

std::vector<Chunk> cut(const std::vector<const ArchiveFile*>& files) {
  std::vector<Chunk> chunks;
  for (std::size_t file = 0; file < files.size(); ++file) {
    std::span<const StampedLine> rest = files[file]->lines;
    while (!rest.empty()) {
      const auto lines = rest.first(std::min(rest.size(), kLinesPerChunk));
      chunks.push_back({file, lines, {}, {}, {}});
      rest = rest.subspan(lines.size());
    }
  }
  return chunks;
}

void decode(Chunk& chunk, const ArchiveFile& file, PayloadDecoder& decoder) {
  chunk.packets.reserve(chunk.lines.size());
  for (const StampedLine& line : chunk.lines) {
    auto payload = decoder.decode(*file.topic, line.json);
    if (!payload) {
      payload.error().where = place(file.name, line.number);
      chunk.damaged.push_back(std::move(payload.error()));
      continue;
    }
    if (payload->newest) chunk.zero_candidates.push_back(zero_candidate(*payload->newest, line.stamp));
    chunk.packets.push_back({line.stamp, std::move(payload->body)});
  }
}

/// Gathers the chunks' results in their order.
Telemetry join(std::vector<Chunk>& chunks, std::size_t files, InputReport& report) {
  Telemetry telemetry;
  telemetry.files.resize(files);
  for (Chunk& chunk : chunks) {
    std::ranges::move(chunk.packets, std::back_inserter(telemetry.files[chunk.file]));
    std::ranges::copy(chunk.zero_candidates, std::back_inserter(telemetry.zero_candidates));
    for (Error& error : chunk.damaged) add_damaged(report, std::move(error));
    chunk = {};
  }
  return telemetry;
}

}  // namespace

Result<Telemetry> load_telemetry(const std::vector<const ArchiveFile*>& files, InputReport& report,
                                 const Progress& progress, const std::stop_token& stop) {
  std::vector<Chunk> chunks = cut(files);
  std::atomic<std::size_t> next = 0;
  const auto work = [&](const Progress& tell) {
    PayloadDecoder decoder;
    for (std::size_t i = next++; i < chunks.size() && !stop.stop_requested(); i = next++) {
      decode(chunks[i], *files[chunks[i].file], decoder);
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
  return join(chunks, files.size(), report);
}

}  // namespace slipstream::source
