#pragma once

#include <filesystem>
#include <map>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "source/archive_writer/payload_encoder.hpp"
#include "source/archive_writer/topic_writer.hpp"
#include "source/archive_writer/working_folder.hpp"
#include "source/feed_event.hpp"

namespace slipstream::source {

/// Writes feed events as a live-timing archive: per topic "<Topic>.jsonStream" with all updates and
/// "<Topic>.json" with the state they lead to, and "Index.json". open_source() reads the same events again,
/// and FastF1 loads it. The folder appears under its name, complete, when finish() succeeds; whatever ends
/// earlier leaves nothing there.
///
/// The first event of a topic is read as its whole state, whatever its `complete` says. Events of topics that
/// are not known, of which nothing was kept, and packets without samples are left out. One thread.
class ArchiveWriter {
 public:
  /// `zero` is the UTC of session time zero. Errors: already_exists (`folder` is a file, or has something in
  /// it), permission, no_space, io.
  static Result<ArchiveWriter> create(const std::filesystem::path& folder, UtcTime zero);

  /// Events of one topic come in the order of their times, telemetry samples near theirs. Errors:
  /// invalid_argument (a time before that of the topic's last event, below zero or over 100 hours; a packet
  /// of more than readers take), no_space, io. After an error the archive cannot be finished.
  Result<> write(const FeedEvent& event);

  /// To be called once, last. Errors: no_space, io, already_exists (somebody else made the folder meanwhile);
  /// the error of an earlier write() if there was one.
  Result<> finish();

 private:
  ArchiveWriter(WorkingFolder folder, UtcTime zero);
  Result<> write_line(const FeedEvent& event);
  Result<> write_index() const;

  WorkingFolder folder_;
  PayloadEncoder encoder_;
  std::map<std::string_view, TopicWriter> topics_;
  Result<> so_far_;
};

}  // namespace slipstream::source
