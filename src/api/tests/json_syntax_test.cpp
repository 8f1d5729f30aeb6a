#include "api/json_syntax.hpp"

#include <gtest/gtest.h>

namespace slipstream::api {
namespace {

TEST(JsonSyntax, AcceptsJson) {
  for (const char* text :
       {"null", " {} ", "[]", R"({"a":[1,-2.5e+3,0.1,true,false,null,"x\u00e4\n"]})", "0", "\"\""}) {
    EXPECT_EQ(find_json_error(text), std::nullopt) << text;
  }
}

TEST(JsonSyntax, NamesTheByte) {
  struct Case {
    std::string text;
    std::size_t byte;
  };
  for (const Case& c :
       {Case{"", 0}, Case{"{", 1}, Case{R"({"a" 1})", 5}, Case{R"({"a":1,})", 7}, Case{"[1 2]", 3},
        Case{"[1,]", 3}, Case{"tru", 0}, Case{"01", 1}, Case{"1.", 2}, Case{"\"a", 2}, Case{"{} x", 3},
        Case{"\"\\x\"", 2}, Case{"\"\\u12g4\"", 5}, Case{"\"a\nb\"", 2}, Case{"-", 1}}) {
    const auto error = find_json_error(c.text);
    ASSERT_TRUE(error) << c.text;
    EXPECT_EQ(error->byte, c.byte) << c.text << ": expected " << error->expected;
  }
  EXPECT_TRUE(find_json_error(std::string(100'000, '[')));
}

}  // namespace
}  // namespace slipstream::api
