#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <simdjson.h>

#include "codec/json_escape.hpp"
#include "codec/json_writer.hpp"

namespace slipstream::codec {
namespace {

std::string as_json(std::string_view text) {
  std::string out;
  JsonWriter(out).value(text);
  return out;
}

TEST(JsonWriter, PutsCommasWhereTheyBelong) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("a").begin_array().value(1).value("x").begin_object().end_object().null();
  json.begin_array().end_array().end_array().key("b").value(true).key("c").number(1.25, 1).key("d").raw(
      "[0]");
  json.key("e").value(std::numeric_limits<std::uint64_t>::max());
  json.key("f").value(std::numeric_limits<std::int64_t>::min()).end_object();
  EXPECT_EQ(out, R"({"a":[1,"x",{},null,[]],"b":true,"c":1.3,"d":[0],"e":18446744073709551615,)"
                 R"("f":-9223372036854775808})");
}

TEST(JsonWriter, WritesNullForWhatIsNoNumber) {
  std::string out;
  JsonWriter(out).begin_array().number(std::nan(""), 2).number(INFINITY, 2).end_array();
  EXPECT_EQ(out, "[null,null]");
}

TEST(JsonWriter, EscapesTexts) {
  EXPECT_EQ(as_json("a\"b\\c/\b\f\n\r\t\x01\x1f"), R"("a\"b\\c/\b\f\n\r\t\u0001\u001f")");
  EXPECT_EQ(as_json("Pérez 🏁"), "\"Pérez 🏁\"");
  EXPECT_EQ(as_json(std::string_view{"\0", 1}), R"("\u0000")");
}

TEST(JsonWriter, ReplacesInvalidUtf8) {
  const std::string bad = "\xEF\xBF\xBD";
  EXPECT_EQ(as_json("a\xFFz"), "\"a" + bad + "z\"");
  EXPECT_EQ(as_json("\xC3"), "\"" + bad + "\"");                                // cut short
  EXPECT_EQ(as_json("\xC0\x80"), "\"" + bad + bad + "\"");                      // overlong
  EXPECT_EQ(as_json("\xED\xA0\x80"), "\"" + bad + bad + bad + "\"");            // a surrogate
  EXPECT_EQ(as_json("\xF4\x90\x80\x80"), "\"" + bad + bad + bad + bad + "\"");  // beyond U+10FFFF
}

TEST(JsonWriter, EveryPairOfBytesStaysValidJson) {
  simdjson::dom::parser parser;
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string text{static_cast<char>(first), static_cast<char>(second)};
      const std::string json = "[" + as_json(text) + "]";
      ASSERT_EQ(parser.parse(json).error(), simdjson::SUCCESS) << first << " " << second;
    }
  }
}

}  // namespace
}  // namespace slipstream::codec
