#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "source/archive_decoder.hpp"
#include "source/source.hpp"

namespace slipstream::source {

/// A live-timing archive: its files' events, merged by their stamps.
class ArchiveSource final : public Source {
 public:
  /// Of events with equal stamps the first file's come first. Telemetry samples' times are UTC and become
  /// session times here, for which `zero` must be known.
  ArchiveSource(std::vector<EventRuns> files, std::optional<UtcTime> zero, InputReport report);

  Result<std::optional<FeedEvent>> next() override;
  [[nodiscard]] std::optional<UtcTime> zero() const override { return zero_; }
  [[nodiscard]] std::string kind() const override { return "archive"; }
  [[nodiscard]] const InputReport& report() const override { return report_; }

 private:
  /// The events of one file that are not handed out yet.
  struct Stream {
    EventRuns runs;
    std::size_t run = 0, position = 0;

    [[nodiscard]] bool at_end() const { return run == runs.size(); }
    [[nodiscard]] SessionTime time() const { return runs[run][position].time; }
    /// A run that was handed out is freed: whoever reads builds up what we let go of.
    FeedEvent take();
  };

  std::vector<Stream> streams_;
  std::optional<UtcTime> zero_;
  InputReport report_;
};

}  // namespace slipstream::source
