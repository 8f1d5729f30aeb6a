#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "source/padded_text.hpp"
#include "source/source.hpp"
#include "source/topic.hpp"

namespace slipstream::source {

/// A message of a recording, its JSON not decoded yet.
struct RecordedMessage {
  WallTime utc;
  std::string topic_name;
  const Topic* topic = nullptr;  ///< nullptr: a topic that is not known
  PaddedText json;
  std::uint32_t line = 0;  ///< from 1
  bool is_state = false;   ///< part of the state sent after subscribing
};

/// A recording of the live feed, read and put in order.
struct Recording {
  std::string name;                       ///< of the file, in places of errors
  TextBuffer text;                        ///< what the messages point into
  std::vector<RecordedMessage> messages;  ///< by UTC; of equal times, the state first, then in file order
  UtcTime zero;  ///< session time zero as FastF1 takes it: the last "Started" of the first message that
                 ///< tells of one, else the first message

  [[nodiscard]] bool has_topic(std::string_view topic) const;

  /// Reads and orders the file. The state has no time of its own: it stands where the earliest message does,
  /// a state after a reconnection at the newest one before it. Damaged lines go into `report`. Errors:
  /// invalid_input (no message in it), interrupted, and those of TextBuffer::read.
  static Result<Recording> read(const std::filesystem::path& path, InputReport& report,
                                const Progress& progress, const std::stop_token& stop);
  /// As `read`, of bytes in memory; `name` is used in places of errors.
  static Result<Recording> from_text(std::string name, TextBuffer text, InputReport& report,
                                     const Progress& progress, const std::stop_token& stop);

  /// Whether the front of the file reads like a recording.
  static bool looks_like_one(const std::filesystem::path& path);
};

}  // namespace slipstream::source
