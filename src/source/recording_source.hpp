#pragma once

#include <cstddef>
#include <deque>
#include <filesystem>
#include <memory>
#include <set>
#include <stop_token>

#include "base/result.hpp"
#include "source/payload.hpp"
#include "source/recording.hpp"
#include "source/source.hpp"

namespace slipstream::source {

/// A recording of the live feed, its messages decoded as they are asked for.
class RecordingSource final : public Source {
 public:
  RecordingSource(Recording recording, InputReport report, Samples samples = Samples::known);

  Result<std::optional<FeedEvent>> next() override;
  [[nodiscard]] std::optional<UtcTime> zero() const override { return recording_.zero; }
  [[nodiscard]] std::string kind() const override { return "recording"; }
  [[nodiscard]] const InputReport& report() const override { return report_; }

 private:
  /// The message's event; nullopt if it is damaged or repeated.
  std::optional<FeedEvent> take(const RecordedMessage& message);
  /// Session data stands in for SessionStatus where a recording has no such topic.
  void derive_status(const FeedEvent& event);

  Recording recording_;
  InputReport report_;
  PayloadDecoder decoder_;
  std::size_t position_ = 0;
  bool derives_status_;
  std::deque<FeedEvent> derived_;  ///< handed out before the next message
  /// Packets seen, by topic and newest UTC: the state holds a packet that the feed may send again.
  std::set<std::pair<const Topic*, WallTime>> packets_;
};

/// Errors: as Recording::read.
Result<std::unique_ptr<Source>> open_recording(const std::filesystem::path& file, const Progress& progress,
                                               const std::stop_token& stop, Samples samples = Samples::known);

}  // namespace slipstream::source
