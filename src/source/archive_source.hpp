#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "source/archive_file.hpp"
#include "source/payload.hpp"
#include "source/source.hpp"
#include "source/telemetry_loader.hpp"

namespace slipstream::source {

/// The events of one file that are not handed out yet: lines to decode, or telemetry decoded already.
struct TopicStream {
  ArchiveFile file;
  std::vector<TelemetryPacket> packets;  ///< of a telemetry topic, in place of lines
  std::size_t position = 0;

  [[nodiscard]] bool is_telemetry() const;
  [[nodiscard]] bool at_end() const;
  /// Of the next event; not at the end.
  [[nodiscard]] SessionTime time() const;
};

/// A live-timing archive: one file per topic, merged by their stamps.
class ArchiveSource final : public Source {
 public:
  /// `streams` in the order in which events of equal times are handed out. `zero` must be known if one of
  /// them is telemetry. `report` holds what was noticed while the files were opened.
  ArchiveSource(std::vector<TopicStream> streams, std::optional<UtcTime> zero, InputReport report);

  Result<std::optional<FeedEvent>> next() override;
  [[nodiscard]] std::optional<UtcTime> zero() const override { return zero_; }
  [[nodiscard]] std::string kind() const override { return "archive"; }
  [[nodiscard]] const InputReport& report() const override { return report_; }

 private:
  /// Of equal times, the stream that comes first; nullptr when all are at their end.
  TopicStream* earliest();
  /// The stream's next event; nullopt if its line is damaged.
  std::optional<FeedEvent> take(TopicStream& stream);
  std::optional<FeedEvent> decode(const ArchiveFile& file, std::size_t index);

  std::vector<TopicStream> streams_;
  std::optional<UtcTime> zero_;
  InputReport report_;
  PayloadDecoder decoder_;
};

}  // namespace slipstream::source
