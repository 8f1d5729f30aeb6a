#include "source/recording_lines.hpp"

#include <string>

#include "source/python_repr.hpp"

namespace slipstream::source {
namespace {

constexpr char kRecordSeparator = '\x1E';
constexpr std::string_view kPythonList = "['";

}  // namespace

TextBuffer as_json_lines(TextBuffer text) {
  const std::string_view original = text.text();
  if (original.find(kPythonList) == std::string_view::npos) return text;
  std::string converted;
  converted.reserve(original.size());
  std::uint32_t number = 1;
  for (const Line& line : split_lines(original)) {
    converted.append(line.number - number, '\n');
    number = line.number;
    const auto json = line.text.starts_with(kPythonList) ? python_repr_to_json(line.text) : std::nullopt;
    converted += json ? std::string_view{*json} : line.text;
  }
  return TextBuffer{converted};
}

std::vector<Line> split_frames(std::string_view text) {
  std::vector<Line> frames;
  for (const Line& line : split_lines(text)) {
    std::string_view rest = line.text;
    while (!rest.empty()) {
      const auto end = rest.find(kRecordSeparator);
      const std::string_view frame = rest.substr(0, end);
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      if (frame.find_first_not_of(" \t") != std::string_view::npos) frames.push_back({line.number, frame});
    }
  }
  return frames;
}

}  // namespace slipstream::source
