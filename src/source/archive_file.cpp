#include "source/archive_file.hpp"

#include <algorithm>

#include "source/line_reader.hpp"
#include "source/report.hpp"
#include "source/stamp.hpp"

namespace slipstream::source {

Result<ArchiveFile> ArchiveFile::read(const std::filesystem::path& path, InputReport& report) {
  auto text = TextBuffer::read(path);
  if (!text) return propagate(text);
  ArchiveFile file{.topic_name = path.stem().string(),
                   .topic = nullptr,
                   .name = path.filename().string(),
                   .text = std::move(*text),
                   .lines = {}};
  file.topic = find_topic(file.topic_name);

  const std::vector<Line> lines = split_lines(file.text.text());
  file.lines.reserve(lines.size());
  for (const Line& line : lines) {
    if (const auto stamp = parse_stamp(line.text)) {
      file.lines.push_back({*stamp, line.number, PaddedText{line.text.substr(kStampSize)}});
    } else {
      add_damaged(report, {ErrorCode::invalid_input, "the line does not begin with a stamp HH:MM:SS.mmm",
                           place(file.name, line.number)});
    }
  }
  report.lines += lines.size();
  if (!std::ranges::is_sorted(file.lines, {}, &StampedLine::stamp)) {
    std::ranges::stable_sort(file.lines, {}, &StampedLine::stamp);
  }
  return file;
}

}  // namespace slipstream::source
