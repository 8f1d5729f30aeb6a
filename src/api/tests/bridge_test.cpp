#include <nlohmann/json.hpp>

#include "harness.hpp"

namespace slipstream::api {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using store::testing::alert;
using store::testing::kStart;
using store::testing::message;
using store::testing::telemetry;
using store::testing::wall_ms;

/// VER and HAM, ten samples each, 100 ms apart from 2026-11-26T00:00:00Z.
class BridgeTest : public testing::ApiTest {
 protected:
  void SetUp() override {
    for (int i = 0; i < 10; ++i) {
      put(telemetry("VER", i * 100ms, 200 + i));
      put(telemetry("HAM", i * 100ms, 100.5 + i));
    }
  }
  json points(std::string_view query, const std::string& body) {
    const auto response = post(query, body);
    EXPECT_EQ(response.status, 200) << response.body;
    return json::parse(response.body).at(0).at("datapoints");
  }
};

TEST_F(BridgeTest, QueryAnswersValueAndUnixMilliseconds) {
  const json answer = json::parse(post("/query", R"({"targets":[{"target":"VER.speed"}]})").body);
  ASSERT_EQ(answer.size(), 1U);
  EXPECT_EQ(answer[0]["target"], "VER.speed");
  ASSERT_EQ(answer[0]["datapoints"].size(), 10U);
  EXPECT_EQ(answer[0]["datapoints"][3], json::array({203, wall_ms(300ms)}));
}

TEST_F(BridgeTest, QueryOfAMetricIsEveryDriver) {
  const json answer = json::parse(get("/query?target=speed").body);
  ASSERT_EQ(answer.size(), 2U);
  EXPECT_EQ(answer[1]["target"], "HAM.speed");
  EXPECT_EQ(answer[1]["datapoints"][0], json::array({100.5, wall_ms(0ms)}));
}

TEST_F(BridgeTest, QueryTakesRangesInEveryForm) {
  const std::string middle = std::to_string(wall_ms(500ms));
  const std::vector<std::string> ranges{
      R"({"from":"2026-11-26T00:00:00.500Z","to":"2026-11-26T00:00:00.700Z"})",
      R"({"from":"2026-11-26T02:00:00.500+02:00","to":"2026-11-26T00:00:00.7"})",
      R"({"from":)" + middle + R"(,"to":")" + std::to_string(wall_ms(700ms)) + R"("})"};
  for (const std::string& range : ranges) {
    const json found = points("/query", R"({"range":)" + range + R"(,"targets":[{"target":"VER.speed"}]})");
    ASSERT_EQ(found.size(), 3U) << range;
    EXPECT_EQ(found[0][0], 205);
  }
  const json by_get = json::parse(get("/query?target=VER.speed&from=" + middle).body);
  EXPECT_EQ(by_get[0]["datapoints"].size(), 5U);
}

TEST_F(BridgeTest, QueryOfAnEmptyRangeOrAnUnknownDriverIsEmptyDatapoints) {
  EXPECT_EQ(points("/query", R"({"range":{"from":1,"to":2},"targets":[{"target":"VER.speed"}]})"),
            json::array());
  EXPECT_EQ(get("/query?target=LEC.speed").body, R"([{"target":"LEC.speed","datapoints":[]}])");
}

TEST_F(BridgeTest, QueryCanRunOnTheEventClock) {
  const std::string body = R"({"targets":[{"target":"VER.speed"}]})";
  EXPECT_EQ(points("/query?clock=event", body)[0][1], store::testing::kEventStart.time_since_epoch().count());
  EXPECT_EQ(points("/query", R"({"targets":[{"target":"VER.speed","payload":{"clock":"event"}}]})")[0][1],
            store::testing::kEventStart.time_since_epoch().count());
}

TEST_F(BridgeTest, QueryKeepsExtremesWithinMaxDataPoints) {
  for (int i = 10; i < 3000; ++i) put(telemetry("VER", i * 100ms, i == 1234 ? 331 : 100));
  const json found = points("/query", R"({"targets":[{"target":"VER.speed"}],"maxDataPoints":100})");
  EXPECT_LE(found.size(), 100U);
  EXPECT_TRUE(std::any_of(found.begin(), found.end(), [](const json& point) { return point[0] == 331; }));
}

TEST_F(BridgeTest, QueryRefusesWithThePlace) {
  struct Case {
    std::string body, said;
  };
  for (const Case& c : {Case{R"({"targets":[)", "byte 12"}, Case{R"([1])", "not a JSON object"},
                        Case{R"({"targets":"speed"})", "field 'targets'"},
                        Case{R"({"targets":[{"target":5}]})", "field 'targets[0].target'"},
                        Case{R"({"targets":[{"target":"VER.nothing"}]})", "field 'targets[0].target'"},
                        Case{R"({"range":{"from":"yesterday"}})", "field 'range.from'"},
                        Case{R"({"maxDataPoints":"many"})", "field 'maxDataPoints'"},
                        Case{R"({"maxDataPoints":-1})", "field 'maxDataPoints'"}}) {
    const auto response = post("/query", c.body);
    EXPECT_EQ(response.status, 400) << c.body;
    EXPECT_NE(response.body.find(c.said), std::string::npos) << response.body;
  }
  for (const char* target :
       {"/query?from=x", "/query?to=x", "/query?maxDataPoints=0", "/query?target=nothing",
        "/query?clock=sundial", "/query_flat?step=0", "/query_flat/nothing"}) {
    EXPECT_EQ(get(target).status, 400) << target;
  }
}

TEST_F(BridgeTest, SearchListsMetricsAndThoseOfEachDriver) {
  const json targets = json::parse(post("/search", R"({"target":""})").body);
  EXPECT_EQ(targets.size(), 20U * 3);
  EXPECT_EQ(targets[0], "speed");
  EXPECT_EQ(targets[1], "VER.speed");
  EXPECT_EQ(json::parse(get("/search").body), targets);
}

TEST_F(BridgeTest, FlatRowsCarryAValueForASecond) {
  const json rows = json::parse(get("/query_flat/speed").body);
  ASSERT_EQ(rows.size(), 10U);
  EXPECT_EQ(rows[0], json({{"time", "2026-11-26T00:00:00.000Z"}, {"speed_VER", 200}, {"speed_HAM", 100.5}}));
  put(telemetry("VER", 5s, 300));
  const json more = json::parse(get("/query_flat?target=speed&drivers=VER,HAM").body);
  EXPECT_EQ(more.size(), 10U + 10U + 1U)
      << "carried for a second after the last value, then nothing until 5 s";
  EXPECT_EQ(more.back(), json({{"time", "2026-11-26T00:00:05.000Z"}, {"speed_VER", 300}}));
  EXPECT_EQ(json::parse(get("/query_flat/speed?step=1000&drivers=HAM").body).size(), 1U);
  EXPECT_LE(json::parse(get("/query_flat/speed?maxDataPoints=4").body).size(), 5U);
  EXPECT_EQ(json::parse(post("/query_flat", R"({"target":"rpm"})").body), json::array());
}

TEST_F(BridgeTest, DriversHaveEveryMetricNullWhereUnknown) {
  const json drivers = json::parse(get("/drivers").body);
  ASSERT_EQ(drivers.size(), 2U);
  EXPECT_EQ(drivers[0]["driver_id"], "VER");
  EXPECT_EQ(drivers[0]["timestamp"], "2026-11-26T00:00:00.900Z");
  EXPECT_EQ(drivers[0]["speed"], 209);
  for (const store::Metric metric : store::all_metrics()) {
    EXPECT_TRUE(drivers[0].contains(std::string{store::to_string(metric)}));
  }
  EXPECT_TRUE(drivers[0]["rpm"].is_null());
}

TEST_F(BridgeTest, AlertsAreFilteredAndSummed) {
  put(alert("a", domain::Severity::high, 0s));
  put(alert("b", domain::Severity::low, 1s, domain::AlertState::opened, "HAM"));
  const json alerts = json::parse(get("/alerts").body);
  ASSERT_EQ(alerts.size(), 2U);
  EXPECT_EQ(alerts[0]["alert_id"], "b");
  for (const char* field : {"timestamp", "severity", "driver_id", "alert_type", "description"}) {
    EXPECT_TRUE(alerts[0].contains(field)) << field;
  }
  EXPECT_EQ(json::parse(get("/alerts?severity=high").body).size(), 1U);
  EXPECT_EQ(json::parse(get("/alerts?driver=HAM,LEC").body).size(), 1U);
  EXPECT_EQ(json::parse(get("/alerts?limit=1").body).size(), 1U);
  EXPECT_EQ(json::parse(get("/alerts?from=" + std::to_string(wall_ms(1s))).body).size(), 1U);
  EXPECT_EQ(get("/alerts?severity=awful").status, 400);
  const json summary = json::parse(get("/alerts/summary").body);
  EXPECT_EQ(summary["counts"], json({{"high", 1}, {"medium", 0}, {"low", 1}}));
  EXPECT_EQ(summary["recent"][1]["type"], "high_speed");
}

TEST_F(BridgeTest, AnnotationsShowAlertsOfShownRulesAndBreaks) {
  put(alert("a", domain::Severity::high, 0s));
  put(alert("a", domain::Severity::high, 2s, domain::AlertState::closed));
  auto hidden = alert("b", domain::Severity::low, 1s);
  hidden.alert.rule = "lugging";
  put(hidden);
  put(telemetry("VER", 10s, 100, "run-2"));
  context_.rules = [] {
    return std::vector<RuleInfo>{{"high_speed", "high_speed", "", domain::Severity::high, true, true},
                                 {"lugging", "lugging", "", domain::Severity::low, false, true}};
  };
  const json marks = json::parse(post("/annotations", R"({"annotation":{"name":"x"}})").body);
  ASSERT_EQ(marks.size(), 2U);
  EXPECT_EQ(marks[0], json({{"time", wall_ms(0s)},
                            {"timeEnd", wall_ms(2s)},
                            {"title", "high_speed"},
                            {"text", "VER: fast"},
                            {"tags", {"high", "VER"}}}));
  EXPECT_EQ(marks[1]["title"], "run");
  const std::string later = std::to_string(wall_ms(5s));
  EXPECT_EQ(json::parse(post("/annotations", R"({"range":{"from":)" + later + "}}").body).size(), 1U);
}

TEST_F(BridgeTest, TagsVariablesAndMetricsAreWhatGrafanaAsks) {
  EXPECT_EQ(json::parse(post("/tag-keys", "").body)[0], json({{"type", "string"}, {"text", "driver"}}));
  EXPECT_EQ(json::parse(post("/tag-values", R"({"key":"driver"})").body),
            json::parse(R"([{"text":"VER"},{"text":"HAM"}])"));
  EXPECT_EQ(json::parse(post("/tag-values", R"({"key":"severity"})").body).size(), 3U);
  EXPECT_EQ(post("/tag-values", R"({"key":"colour"})").body, "[]");
  EXPECT_EQ(json::parse(post("/variable", R"({"payload":{"target":"drivers"}})").body)[1]["__value"], "HAM");
  EXPECT_EQ(json::parse(post("/metrics", "{}").body)[1]["value"], "VER.speed");
  EXPECT_EQ(json::parse(post("/metric-payload-options", R"({"metric":"speed","name":"clock"})").body).size(),
            2U);
}

TEST_F(BridgeTest, MetricsAreJsonOrPrometheusText) {
  store_.finish_batch(kStart + 1s);
  EXPECT_EQ(json::parse(get("/metrics").body)["drivers"]["HAM"]["speed"], 109.5);
  auto request = testing::make_request(http::Method::get, "/metrics");
  request.headers.emplace_back("accept",
                               "application/openmetrics-text;version=1.0.0,text/plain;q=0.5,*/*;q=0.1");
  const auto response = ask(request);
  EXPECT_TRUE(response.content_type.starts_with("text/plain"));
  EXPECT_NE(response.body.find("slipstream_driver_speed{driver=\"HAM\"} 109.5"), std::string::npos);
  EXPECT_NE(response.body.find("# TYPE slipstream_telemetry_records_total counter\n"
                               "slipstream_telemetry_records_total 20\n"),
            std::string::npos);
  EXPECT_NE(response.body.find("slipstream_alerts_opened_total{severity=\"high\"} 0\n"), std::string::npos);
}

TEST_F(BridgeTest, StatsHaveTheExistingFields) {
  now_ = kStart + 90s;
  store_.finish_batch(kStart + 1s);
  const json stats = json::parse(get("/stats").body);
  EXPECT_EQ(stats["running"], true);
  EXPECT_EQ(stats["messages_received"], 20);
  EXPECT_EQ(stats["alerts_received"], 0);
  EXPECT_EQ(stats["uptime_seconds"], 90);
  EXPECT_EQ(stats["drivers_count"], 2);
  EXPECT_EQ(stats["producers"]["run-1"]["messages"], 20);
  for (const char* field : {"messages_per_second", "consumers", "wheel_spin_by_driver", "gear_anomalies"}) {
    EXPECT_TRUE(stats.contains(field)) << field;
  }
}

TEST_F(BridgeTest, TheFrontDoorIsHealthForScriptsAndThePageForBrowsers) {
  const std::vector<http::StaticFiles::File> files{{"/index.html", "<title>page</title>"}};
  const http::StaticFiles page(files);
  context_.page = &page;
  EXPECT_EQ(json::parse(get("/").body)["status"], "ok");
  auto request = testing::make_request(http::Method::get, "/");
  request.headers.emplace_back("accept", "text/html,application/xhtml+xml,*/*;q=0.8");
  EXPECT_EQ(ask(request).body, "<title>page</title>");
}

}  // namespace
}  // namespace slipstream::api
