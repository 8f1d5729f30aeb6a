#include <nlohmann/json.hpp>

#include "../../inspect/tests/log_with_schemas.hpp"
#include "harness.hpp"

namespace slipstream::api {
namespace {

using nlohmann::json;

class TopicsTest : public testing::ApiTest {
 protected:
  void SetUp() override {
    log_.create("laps", 2);
    log_.append("laps", 1, 0, "VER", log_.lap("laps-value", 7));
    context_.topics = &inspector_;
  }

  inspect::testing::LogWithSchemas log_;
  inspect::Inspector inspector_ = log_.inspector();
};

TEST_F(TopicsTest, ListsTopics) {
  const json answer = json::parse(get("/api/v1/topics").body);
  EXPECT_TRUE(answer["looked_at"].get<std::string>().ends_with("Z"));
  ASSERT_EQ(answer["topics"].size(), 2U);
  json laps = answer["topics"][0];
  EXPECT_EQ(laps["partitions"][1].erase("bytes"), 1U);
  EXPECT_EQ(laps.erase("bytes"), 1U);
  EXPECT_EQ(laps["partitions"][1], json({{"partition", 1}, {"begin", 0}, {"end", 1}, {"records", 1}}));
  laps.erase("partitions");
  EXPECT_EQ(laps, json({{"topic", "laps"},
                        {"compacted", false},
                        {"records", 1},
                        {"newest_at", "2026-01-01T00:00:00.000000Z"},
                        {"key", {{"format", "text"}}},
                        {"value",
                         {{"format", "avro"},
                          {"subject", "laps-value"},
                          {"version", 1},
                          {"schema_id", 1},
                          {"schema_type", "AVRO"}}}}));
}

TEST_F(TopicsTest, DescribesATopic) {
  const json answer = json::parse(get("/api/v1/topics/laps").body);
  EXPECT_EQ(answer["configuration"], json({{"cleanup_policy", "delete"}, {"replication_factor", 1}}));
  EXPECT_EQ(answer["groups"], json::array());
  EXPECT_EQ(answer["partitions"].size(), 2U);
}

TEST_F(TopicsTest, ShowsMessages) {
  const json answer = json::parse(get("/api/v1/topics/laps/messages?limit=5&partition=1").body);
  EXPECT_EQ(answer["topic"], "laps");
  EXPECT_EQ(answer["left_out"], 0);
  ASSERT_EQ(answer["messages"].size(), 1U);
  EXPECT_EQ(answer["messages"][0]["value"], json({{"n", 7}}));
  EXPECT_EQ(answer["messages"][0]["key"], "VER");
}

TEST_F(TopicsTest, BoundsItsAnswer) {
  for (int i = 0; i < 12; ++i)
    log_.append("laps", 0, i, "k", "\"" + std::string(std::size_t{100} << 10, 'x') + "\"");
  const auto response = get("/api/v1/topics/laps/messages?limit=200");
  EXPECT_LT(response.body.size(), std::size_t{1100} << 10);
  const json answer = json::parse(response.body);
  EXPECT_EQ(answer["messages"].size() + answer["left_out"].get<std::size_t>(), 13U);
  EXPECT_GT(answer["left_out"], 0);
}

TEST_F(TopicsTest, RefusesWithTheReason) {
  for (const auto& [target, status] : {std::pair{"/api/v1/topics/none", 404},
                                       {"/api/v1/topics/none/messages", 404},
                                       {"/api/v1/topics/laps/messages?partition=2", 404},
                                       {"/api/v1/topics/laps/messages?partition=-1", 400},
                                       {"/api/v1/topics/laps/messages?partition=x", 400},
                                       {"/api/v1/topics/laps/messages?limit=0", 400},
                                       {"/api/v1/topics/laps/messages?limit=201", 400}})
    EXPECT_EQ(get(target).status, status) << target;
}

TEST_F(TopicsTest, WithoutALogThereIsNothingToLookInto) {
  context_.topics = nullptr;
  EXPECT_EQ(get("/api/v1/topics").status, 404);
}

}  // namespace
}  // namespace slipstream::api
