#include "base/config.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace slipstream::base {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Config, FlattensYamlWithPlaces) {
  const auto values =
      parse_yaml("http:\n  listen: [a, b]\nkafka:\n  'bootstrap.servers': x\n  empty:\n", "c.yaml");
  ASSERT_TRUE(values) << values.error().to_string();
  ASSERT_EQ(values->size(), 2U);
  EXPECT_EQ((*values)[0].path, "http.listen");
  EXPECT_THAT((*values)[0].items, ElementsAre("a", "b"));
  EXPECT_EQ((*values)[1].path, "kafka.bootstrap.servers");
  EXPECT_EQ((*values)[1].where, "c.yaml:4");
}

TEST(Config, NamesTheLineOfBrokenYaml) {
  const auto values = parse_yaml("a: 1\nb: [1, 2\nc: 3\n", "c.yaml");
  ASSERT_FALSE(values);
  EXPECT_EQ(values.error().code, ErrorCode::invalid_input);
  EXPECT_THAT(values.error().where, HasSubstr("c.yaml:"));
}

TEST(Config, LaterValuesWinAndWrongOnesNameTheirPlace) {
  std::int64_t points = 0;
  const std::vector<ConfigKey> keys{{"buffer.points", "", [&](const ConfigValue& v) -> Result<> {
                                       auto number = as_integer(v, 1, 100);
                                       if (!number) return propagate(number);
                                       points = *number;
                                       return {};
                                     }}};
  std::vector<std::string> warnings;
  ASSERT_TRUE(apply_config({{"buffer.points", {"7"}, false, "a:1"}, {"buffer.points", {"9"}, false, "b:1"}},
                           keys, warnings));
  EXPECT_EQ(points, 9);
  const auto wrong = apply_config({{"buffer.points", {"many"}, false, "b:3"}}, keys, warnings);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().to_string(), "b:3: buffer.points must be a whole number from 1 to 100, not 'many'");
  EXPECT_TRUE(warnings.empty());
}

TEST(Config, AnUnknownKeyNamesTheNearest) {
  const std::vector<ConfigKey> keys{{"http.listen", "", {}}, {"kafka.topics.alerts", "", {}}};
  std::vector<std::string> warnings;
  ASSERT_TRUE(apply_config({{"http.listn", {"x"}, false, "c.yaml:2"}}, keys, warnings));
  EXPECT_THAT(warnings, ElementsAre("c.yaml:2: unknown key http.listn; did you mean http.listen?"));
}

TEST(Config, ReadsTheEnvironment) {
  const std::vector<ConfigKey> keys{{"http.listen", "", {}}, {"kafka.properties.*", "", {}}};
  const auto values =
      read_environment("SLIPSTREAM_", keys, {{"KAFKA_BOOTSTRAP_SERVERS", "kafka.bootstrap_servers"}},
                       [](const std::string& name) -> std::optional<std::string> {
                         if (name == "SLIPSTREAM_HTTP_LISTEN") return "h:1";
                         if (name == "KAFKA_BOOTSTRAP_SERVERS") return "b:9092";
                         return std::nullopt;
                       });
  ASSERT_EQ(values.size(), 2U);
  EXPECT_EQ(values[0].path, "kafka.bootstrap_servers");
  EXPECT_EQ(values[1].path, "http.listen");
  EXPECT_EQ(values[1].where, "environment variable SLIPSTREAM_HTTP_LISTEN");
}

TEST(Config, ListsComeFromYamlOrCommas) {
  EXPECT_THAT(*as_list({"l", {"a, b,,c "}, false, ""}), ElementsAre("a", "b", "c"));
  EXPECT_THAT(*as_list({"l", {"a", "b"}, true, ""}), ElementsAre("a", "b"));
}

}  // namespace
}  // namespace slipstream::base
