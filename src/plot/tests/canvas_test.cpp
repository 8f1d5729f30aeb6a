#include "plot/canvas.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plot/frame.hpp"
#include "plot/ramp.hpp"
#include "plot/text.hpp"

namespace slipstream::plot {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string small_picture(Theme theme) {
  Canvas canvas(200, 100, theme);
  const auto group = canvas.group("a & b");
  canvas.line({0, 0}, {10.04, 20.06}, {ink::kSlotA, 1.5, Dash::dashed});
  canvas.text({5, 5}, "x < y", {});
  return canvas.finish("Tom & Jerry", "\"quoted\"");
}

TEST(Canvas, SaysWhatItShowsAndEscapesTexts) {
  const std::string svg = small_picture(Theme::automatic);
  EXPECT_THAT(svg, HasSubstr("<title id=\"title\">Tom &amp; Jerry</title>"));
  EXPECT_THAT(svg, HasSubstr("<desc id=\"description\">&quot;quoted&quot;</desc>"));
  EXPECT_THAT(svg, HasSubstr("x &lt; y"));
  EXPECT_THAT(svg, HasSubstr("x2=\"10\" y2=\"20.1\""));
}

TEST(Canvas, GivesTheSameBytesForTheSameInput) {
  EXPECT_EQ(small_picture(Theme::automatic), small_picture(Theme::automatic));
}

TEST(Canvas, HasBothPapersOnlyWhenTheReaderChooses) {
  EXPECT_THAT(small_picture(Theme::automatic), HasSubstr("prefers-color-scheme:dark"));
  EXPECT_THAT(small_picture(Theme::light), Not(HasSubstr("prefers-color-scheme")));
  EXPECT_THAT(small_picture(Theme::light), HasSubstr(to_string(ink::kPaper.light)));
  EXPECT_THAT(small_picture(Theme::dark), HasSubstr(to_string(ink::kPaper.dark)));
}

TEST(Text, IsValidXmlWhateverTheBytes) {
  EXPECT_EQ(escape_xml("a\x01\nb"), "a b");
  EXPECT_EQ(escape_xml("caf\xc3\xa9"), "caf\xc3\xa9");
  EXPECT_EQ(escape_xml("\xff|\xc3|\xed\xa0\x80"), "\uFFFD|\uFFFD|\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(escape_xml("\xef\xbf\xbf"), "\uFFFD\uFFFD\uFFFD") << "U+FFFF is no character of XML";
}

TEST(Text, HasTheWidthsOfHelveticaAndASixthMore) {
  EXPECT_DOUBLE_EQ(text_width("VER", 12), 7 * (0.667 + 0.667 + 0.722) * 2);
  EXPECT_DOUBLE_EQ(text_width("", 10), 0);
}

TEST(Text, IsCutAndBrokenToItsWidth) {
  const std::string long_text = "S\u00e3o Paulo Grand Prix of a very long name";
  const std::string cut = cut_to_width(long_text, 12, 60);
  EXPECT_LE(text_width(cut, 12), 60);
  EXPECT_THAT(cut, HasSubstr("\u2026"));
  const auto lines = break_lines(long_text, 12, 90);
  EXPECT_GT(lines.size(), 1U);
  for (const std::string& line : lines) EXPECT_LE(text_width(line, 12), 90) << line;
}

TEST(Ink, FromOutsideCanBeToldFromThePaper) {
  for (const char* color : {"#ffffff", "#000000", "#F47600", "#B6BABD", "#0600EF"}) {
    const auto parsed = parse_rgb(color);
    ASSERT_TRUE(parsed);
    const Ink ink = readable(*parsed);
    EXPECT_GE(contrast(ink.light, ink::kPaper.light), 3) << color;
    EXPECT_GE(contrast(ink.dark, ink::kPaper.dark), 3) << color;
  }
  EXPECT_FALSE(parse_rgb("#12345"));
  EXPECT_FALSE(parse_rgb("red"));
}

TEST(Ink, OfThePaletteIsReadableOnBothPapers) {
  for (const Ink& ink : {ink::kText, ink::kText2, ink::kText3, ink::kSlotA, ink::kSlotB, ink::kSlotC,
                         ink::kSlotD, ink::kGain, ink::kLoss}) {
    EXPECT_GE(contrast(ink.light, ink::kPaper.light), 4.5) << to_string(ink.light);
    EXPECT_GE(contrast(ink.dark, ink::kPaper.dark), 4.5) << to_string(ink.dark);
  }
}

TEST(Ramp, GoesOneWayInLightnessOnBothPapers) {
  double light = 0, dark = 0;
  for (int step = 0; step <= 8; ++step) {
    const Ink ink = sequential_ramp().at(step / 8.0);
    EXPECT_GE(contrast(ink.light, rgb(0xffffff)), light) << step;
    EXPECT_GE(contrast(ink.dark, rgb(0x000000)), dark) << step;
    light = contrast(ink.light, rgb(0xffffff));
    dark = contrast(ink.dark, rgb(0x000000));
  }
}

}  // namespace
}  // namespace slipstream::plot
