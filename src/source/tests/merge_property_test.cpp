#include <filesystem>
#include <map>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "patch_overlay.hpp"
#include "source/archive_file.hpp"
#include "source/payload.hpp"
#include "support/shared_data.hpp"

/// Applying the typed updates of a topic one after the other must give what a generic merge of its JSON
/// gives.
namespace slipstream::source {
namespace {

using nlohmann::json;

/// The feed's merge (formats notes §2), knowing nothing of topics.
void merge(json& base, const json& update) {
  if (base.is_array() && update.is_object()) {
    for (const auto& [key, value] : update.items()) {
      const std::size_t index = std::stoul(key);
      if (index >= base.size()) {
        base.push_back(value);
      } else {
        merge(base[index], value);
      }
    }
  } else if (base.is_object() && update.is_object()) {
    for (const auto& [key, value] : update.items()) {
      if (key == "_deleted") continue;
      if (base.contains(key)) {
        merge(base[key], value);
      } else {
        merge(base[key] = value.is_object() ? json::object() : json{}, value);
      }
    }
    if (update.contains("_deleted")) {
      for (const auto& key : update["_deleted"]) base.erase(key.get<std::string>());
    }
  } else {
    base = update;
  }
}

/// What a topic says of each car. Body is one of the topics that have a list `cars`.
template <class Body>
auto decode_cars(PayloadDecoder& decoder, const ArchiveFile& file, PaddedText text) {
  auto payload = decoder.decode(*file.topic, text);
  EXPECT_TRUE(payload) << payload.error().to_string() << text.text;
  return payload ? std::get<Body>(std::move(payload->body)).cars : decltype(Body::cars){};
}

/// Reads a file both ways and compares every `interval` lines and at the end.
template <class Body>
void expect_same_state(const std::filesystem::path& path, std::size_t interval) {
  InputReport report;
  const auto file = ArchiveFile::read(path, report);
  ASSERT_TRUE(file) << file.error().to_string();
  PayloadDecoder decoder;
  json merged = json::object();
  using Car = typename decltype(Body::cars)::value_type;
  std::map<CarNumber, Car> state;
  for (std::size_t i = 0; i < file->lines.size(); ++i) {
    const PaddedText text = file->lines[i].json;
    merge(merged, json::parse(text.text));
    for (const auto& update : decode_cars<Body>(decoder, *file, text)) overlay(state[update.car], update);
    if (i % interval != 0 && i + 1 != file->lines.size()) continue;
    const TextBuffer whole(merged.dump());
    for (const auto& car : decode_cars<Body>(decoder, *file, whole.padded())) {
      Car expected;
      overlay(expected, car);
      ASSERT_TRUE(same(state[car.car], expected))
          << "car " << car.car << " after " << file->name << ":" << file->lines[i].number;
    }
  }
}

TEST(MergeProperty, WrittenUpdates) {
  const std::filesystem::path folder = std::filesystem::path{SLIPSTREAM_TEST_DATA} / "merge";
  expect_same_state<TimingData>(folder / "TimingData.jsonStream", 1);
  expect_same_state<TimingAppData>(folder / "TimingAppData.jsonStream", 1);
  expect_same_state<TimingStats>(folder / "TimingStats.jsonStream", 1);
}

TEST(MergeProperty, RealSessions) {
  SLIPSTREAM_NEED_SHARED(shared);
  for (const auto& session : std::filesystem::directory_iterator(shared / "data" / "archive")) {
    expect_same_state<TimingData>(session.path() / "TimingData.jsonStream", 100);
    expect_same_state<TimingAppData>(session.path() / "TimingAppData.jsonStream", 20);
    const auto stats = session.path() / "TimingStats.jsonStream";
    if (std::filesystem::exists(stats)) expect_same_state<TimingStats>(stats, 20);
  }
}

}  // namespace
}  // namespace slipstream::source
