#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "source/line_reader.hpp"
#include "source/python_repr.hpp"
#include "source/recording_lines.hpp"
#include "source/stamp.hpp"

namespace slipstream::source {
namespace {

using Numbered = std::vector<std::pair<std::uint32_t, std::string>>;

Numbered numbered(const std::vector<Line>& lines) {
  Numbered all;
  for (const Line& line : lines) all.emplace_back(line.number, std::string{line.text});
  return all;
}

TEST(Stamp, ReadsSessionTime) {
  const std::vector<std::pair<std::string, std::int64_t>> cases{{"00:00:00.000{}", 0},
                                                                {"00:01:04.218\"x\"", 64'218},
                                                                {"01:18:00.007", 4'680'007},
                                                                {"99:59:59.999", 359'999'999}};
  for (const auto& [text, ms] : cases) {
    ASSERT_TRUE(parse_stamp(text)) << text;
    EXPECT_EQ(parse_stamp(text)->time_since_epoch().count(), ms) << text;
    EXPECT_EQ(format_stamp(SessionTime{Milliseconds{ms}}), text.substr(0, kStampSize));
  }
}

TEST(Stamp, RefusesOthers) {
  for (const char* text : {"", "00:00:00", "0:00:00.000{}", "00:60:00.000", "00:00:60.000", "00-00-00.000",
                           "00:00:00,000{}", "-0:00:00.000", "{\"a\":1,\"b\":2}"}) {
    EXPECT_FALSE(parse_stamp(text)) << text;
  }
}

TEST(Stamp, TellsOnlyWhatFits) {
  for (const std::int64_t ms : {std::int64_t{-1}, std::int64_t{360'000'000}}) {
    EXPECT_FALSE(format_stamp(SessionTime{Milliseconds{ms}})) << ms;
  }
}

TEST(SplitLines, TakesEitherEndAndSkipsBlanks) {
  EXPECT_EQ(numbered(split_lines("\xEF\xBB\xBF"
                                 "a\r\n\r\nb\n \nc")),
            (Numbered{{1, "a"}, {3, "b"}, {5, "c"}}));
  EXPECT_TRUE(split_lines("").empty());
  EXPECT_TRUE(split_lines("\xEF\xBB\xBF\r\n").empty());
}

TEST(SplitFrames, CutsAtTheRecordSeparatorToo) {
  EXPECT_EQ(numbered(split_frames("{}\x1E{\"type\":6}\x1E\n{\"C\":\"d\"}\n")),
            (Numbered{{1, "{}"}, {1, "{\"type\":6}"}, {2, "{\"C\":\"d\"}"}}));
}

TEST(PythonRepr, BecomesJson) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {R"(['Topic', {'a': True, 'b': [False, None, 1.5]}, ''])",
       R"(["Topic", {"a": true, "b": [false, null, 1.5]}, ""])"},
      {R"({'m': "L'eau", 'q': 'say "hi"'})", R"({"m": "L'eau", "q": "say \"hi\""})"},
      {R"({'m': 'it\'s', 'n': 'a\nb\\c'})", R"({"m": "it's", "n": "a\nb\\c"})"},
      {R"(['\xe9\u20ac\U0001f3ce'])", R"(["\u00e9\u20ac\ud83c\udfce"])"},
      {"['Räikkönen True None']", "[\"Räikkönen True None\"]"},
  };
  for (const auto& [python, json] : cases) EXPECT_EQ(python_repr_to_json(python), json);
}

TEST(PythonRepr, RefusesBrokenTexts) {
  for (const char* text : {"['open", R"(['\q'])", R"(['\x4'])", R"(['\u12'])", R"(['\U00ffffff'])", "['\\"}) {
    EXPECT_FALSE(python_repr_to_json(text)) << text;
  }
}

TEST(AsJsonLines, KeepsLineNumbersAndWhatItCannotRead) {
  const TextBuffer text = as_json_lines(TextBuffer{"['A', 1, '']\r\n\r\n['broken\n[\"B\", 2, \"\"]\n"});
  EXPECT_EQ(numbered(split_lines(text.text())),
            (Numbered{{1, "[\"A\", 1, \"\"]"}, {3, "['broken"}, {4, "[\"B\", 2, \"\"]"}}));
}

}  // namespace
}  // namespace slipstream::source
