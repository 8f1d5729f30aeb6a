#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "source/source.hpp"

namespace slipstream::source {

/// A live-timing archive: its files' events, merged by their stamps.
class ArchiveSource final : public Source {
 public:
  /// `files`: the events of each, in stamp order; of equal stamps the first file's come first. Telemetry
  /// samples' times are UTC and become session times here, for which `zero` must be known.
  ArchiveSource(std::vector<std::vector<FeedEvent>> files, std::optional<UtcTime> zero, InputReport report);

  Result<std::optional<FeedEvent>> next() override;
  [[nodiscard]] std::optional<UtcTime> zero() const override { return zero_; }
  [[nodiscard]] std::string kind() const override { return "archive"; }
  [[nodiscard]] const InputReport& report() const override { return report_; }

 private:
  /// The events of one file that are not handed out yet.
  struct Stream {
    std::vector<FeedEvent> events;
    std::size_t position = 0;
  };

  std::vector<Stream> streams_;
  std::optional<UtcTime> zero_;
  InputReport report_;
};

}  // namespace slipstream::source
