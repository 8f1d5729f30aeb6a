#include "source/archive_source.hpp"

#include <utility>

#include "source/payload.hpp"

namespace slipstream::source {

ArchiveSource::ArchiveSource(std::vector<std::vector<FeedEvent>> files, std::optional<UtcTime> zero,
                             InputReport report)
    : zero_(zero), report_(std::move(report)) {
  for (std::vector<FeedEvent>& events : files) {
    if (!events.empty()) streams_.push_back({std::move(events), 0});
  }
}

Result<std::optional<FeedEvent>> ArchiveSource::next() {
  Stream* earliest = nullptr;
  for (Stream& stream : streams_) {
    if (earliest == nullptr ||
        stream.events[stream.position].time < earliest->events[earliest->position].time) {
      earliest = &stream;
    }
  }
  if (earliest == nullptr) return std::optional<FeedEvent>{};
  FeedEvent event = std::move(earliest->events[earliest->position++]);
  if (earliest->position == earliest->events.size())
    streams_.erase(streams_.begin() + (earliest - streams_.data()));
  if (zero_) rebase(event.body, *zero_);
  return event;
}

}  // namespace slipstream::source
