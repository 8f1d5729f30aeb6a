#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "source/padded_text.hpp"
#include "source/source.hpp"
#include "source/topic.hpp"

namespace slipstream::source {

/// The extension of an archive's files: "TimingData.jsonStream".
inline constexpr std::string_view kArchiveExtension = ".jsonStream";

/// A line cut into stamp and JSON.
struct StampedLine {
  SessionTime stamp;
  std::uint32_t number = 0;  ///< from 1
  PaddedText json;
};

/// One topic's file of an archive, cut into lines that are not decoded yet.
struct ArchiveFile {
  std::string topic_name;          ///< "TimingData"
  const Topic* topic = nullptr;    ///< nullptr: a topic that is not known
  std::string name;                ///< "TimingData.jsonStream", in places of errors
  TextBuffer text;                 ///< what the lines point into
  std::vector<StampedLine> lines;  ///< in stamp order; of equal stamps, in file order

  /// Reads the file. A line without a good stamp is reported and skipped; a stamp that goes back, which the
  /// feed never sends, puts its line where the stamp says. Errors: as TextBuffer::read.
  static Result<ArchiveFile> read(const std::filesystem::path& path, InputReport& report);
};

}  // namespace slipstream::source
