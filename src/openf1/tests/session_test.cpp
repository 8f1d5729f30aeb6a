#include "openf1/session.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "openf1/session_facts.hpp"

/// Archives in data/sessions, each with the documents expected of it: a new case is a new folder.
namespace slipstream::openf1 {
namespace {

using nlohmann::json;

/// By collection, in their order.
std::map<std::string, json> expected_of(const std::filesystem::path& folder) {
  std::map<std::string, json> expected;
  std::ifstream lines(folder / "expected.jsonl");
  for (std::string line; std::getline(lines, line);) {
    const json one = json::parse(line);
    expected[one["collection"]].push_back(one["document"]);
  }
  return expected;
}

json documents(const Rows* rows) {
  json all;
  for (std::size_t row = 0; rows != nullptr && row < rows->size(); ++row) {
    std::string text;
    rows->append_json(row, text);
    all.push_back(json::parse(text));
  }
  return all;
}

TEST(Session, HasTheDocumentsThatOpenF1Makes) {
  for (const auto& folder : std::filesystem::directory_iterator(SLIPSTREAM_TEST_DATA "/sessions")) {
    const auto info = source::read_session_info(folder.path());
    ASSERT_TRUE(info) << info.error().to_string();
    auto source = source::open_source(folder.path(), {}, {}, source::Samples::verbatim);
    ASSERT_TRUE(source) << source.error().to_string();
    const auto session = Session::read(**source, session_facts("test", *info).keys);
    ASSERT_TRUE(session) << session.error().to_string();
    auto expected = expected_of(folder.path());
    for (std::size_t i = 0; i < kCollections; ++i) {
      const auto collection = static_cast<Collection>(i);
      EXPECT_EQ(documents((*session)->rows(collection)), expected[std::string{to_string(collection)}])
          << folder.path() << ' ' << to_string(collection);
    }
  }
}

TEST(SessionFacts, TakeKeysFromTheNameWhereTheSourceHasNone) {
  const SessionFacts race = session_facts("2025-01-02_lakeside_race", {});
  const SessionFacts qualifying = session_facts("2025-01-02_lakeside_qualifying", {});
  EXPECT_GE(race.keys.session_key, 1'000'000'000);
  EXPECT_EQ(race.keys, session_facts("2025-01-02_lakeside_race", {}).keys);
  EXPECT_EQ(race.keys.meeting_key, qualifying.keys.meeting_key);
  EXPECT_NE(race.keys.session_key, qualifying.keys.session_key);
}

}  // namespace
}  // namespace slipstream::openf1
