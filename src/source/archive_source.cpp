#include "source/archive_source.hpp"

#include <utility>

#include "source/payload.hpp"

namespace slipstream::source {

FeedEvent ArchiveSource::Stream::take() {
  FeedEvent event = std::move(runs[run][position++]);
  if (position == runs[run].size()) {
    runs[run++] = {};
    position = 0;
  }
  return event;
}

ArchiveSource::ArchiveSource(std::vector<EventRuns> files, std::optional<UtcTime> zero, InputReport report)
    : zero_(zero), report_(std::move(report)) {
  for (EventRuns& runs : files) streams_.push_back({std::move(runs)});
}

Result<std::optional<FeedEvent>> ArchiveSource::next() {
  Stream* earliest = nullptr;
  for (Stream& stream : streams_) {
    if (!stream.at_end() && (earliest == nullptr || stream.time() < earliest->time())) earliest = &stream;
  }
  if (earliest == nullptr) return std::optional<FeedEvent>{};
  FeedEvent event = earliest->take();
  if (zero_) rebase(event.body, *zero_);
  return event;
}

}  // namespace slipstream::source
