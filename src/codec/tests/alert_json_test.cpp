#include <gtest/gtest.h>

#include "codec/alert_json.hpp"
#include "data_lines.hpp"

namespace slipstream::codec {
namespace {

TEST(AlertJson, ComesBackByteForByte) {
  const auto lines = slipstream::testing::data_lines("alerts.jsonl");
  ASSERT_FALSE(lines.empty());
  for (const auto& line : lines) {
    const auto record = read_alert(line);
    ASSERT_TRUE(record) << record.error().to_string();
    std::string out;
    write_alert(record->alert, {record->produced_at, record->session_key, record->run_id, record->seq}, out);
    EXPECT_EQ(out, line);
  }
}

TEST(AlertJson, ReadsTheExistingPipelinesAlerts) {
  const auto record = read_alert(
      R"({"timestamp": "2026-01-02T03:04:05.123456", "alert_id": "a1", "severity": "high",
          "alert_type": "high_speed", "description": "fast", "driver_id": "VER", "message_type": "alert"})");
  ASSERT_TRUE(record) << record.error().to_string();
  EXPECT_EQ(record->alert.state, domain::AlertState::sample);
  EXPECT_EQ(record->alert.rule, "high_speed");
  EXPECT_EQ(record->run_id, "external");
  EXPECT_FALSE(record->alert.value);
}

TEST(AlertJson, ErrorsNameTheField) {
  EXPECT_EQ(read_alert(R"({"severity":"dire"})").error().message,
            "field 'severity': expected high, medium or low");
  EXPECT_EQ(read_alert(R"({"severity":"low","state":"ajar"})").error().message,
            "field 'state': expected opened, closed or sample");
  EXPECT_EQ(read_alert(R"({"severity":"low","value":"x"})").error().message,
            "field 'value': expected a number");
}

}  // namespace
}  // namespace slipstream::codec
