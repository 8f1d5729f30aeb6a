#include "pictures/circuit_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace slipstream::pictures {
namespace {

using ::testing::HasSubstr;

TEST(CircuitFile, GivesCornersWithTheirLetters) {
  const auto marks = parse_circuit(
      R"({"rotation":36,"corners":[{"number":9,"letter":"a","angle":26.5,"trackPosition":{"x":11549.4,"y":-620.4}}]})");
  ASSERT_TRUE(marks) << marks.error().to_string();
  ASSERT_EQ(marks->corners.size(), 1U);
  EXPECT_EQ(marks->corners[0].name, "9a");
  EXPECT_DOUBLE_EQ(marks->corners[0].x, 11549.4);
  EXPECT_DOUBLE_EQ(marks->corners[0].label_deg, 26.5);
  EXPECT_EQ(marks->turned_deg, 36);
}

TEST(CircuitFile, NamesTheFieldThatIsWrong) {
  const std::pair<const char*, const char*> wrong[]{
      {"", "no JSON object"},
      {"[1]", "no JSON object"},
      {R"({"x":[1]})", "no list of corners"},
      {R"({"corners":[7]})", "corners[0]: is no object"},
      {R"({"corners":[{"number":1}]})", "corners[0]: has no trackPosition"},
      {R"({"corners":[{"trackPosition":{}}]})", "corners[0]: has no number"},
      {R"({"corners":[{"number":1,"trackPosition":{"x":1e300,"y":0}}]})", "no x and y"},
  };
  for (const auto& [text, message] : wrong) {
    const auto marks = parse_circuit(text);
    ASSERT_FALSE(marks) << text;
    EXPECT_THAT(marks.error().message, HasSubstr(message)) << text;
  }
}

TEST(CircuitFile, ThatDoesNotExistIsNotFound) {
  const auto marks = read_circuit_file("/nowhere/circuit.json");
  ASSERT_FALSE(marks);
  EXPECT_EQ(marks.error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace slipstream::pictures
