#include "registry/registry.hpp"

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "log/engines.hpp"
#include "support/temp_dir.hpp"

namespace slipstream::registry {
namespace {

using ::testing::ElementsAre;

constexpr std::string_view kLap =
    R"({"type":"record","name":"Lap","fields":[{"name":"driver","type":"string"}]})";
/// Reads what was written with kLap.
constexpr std::string_view kLapWithTyre =
    R"({"type":"record","name":"Lap","fields":[{"name":"driver","type":"string"},
        {"name":"tyre","type":["null","string"],"default":null}]})";
/// Does not: the new field has no default.
constexpr std::string_view kLapWithTime =
    R"({"type":"record","name":"Lap","fields":[{"name":"driver","type":"string"},{"name":"time","type":"double"}]})";

class RegistryTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto log = log::open_sqlite_log({.file = folder_.path() / "log.db"});
    ASSERT_TRUE(log) << log.error().to_string();
    log_ = std::move(*log);
    log::TopicSpec spec;
    spec.name = "schemas";
    spec.compacted = true;
    ASSERT_TRUE(log_->create_topic(spec));
    registry_ = open();
  }

  std::unique_ptr<Registry> open() {
    auto registry = Registry::open(*log_, "schemas");
    EXPECT_TRUE(registry) << registry.error().to_string();
    return std::move(*registry);
  }
  int add(const std::string& subject, std::string_view schema) {
    const auto id = registry_->add(subject, SchemaType::avro, schema);
    EXPECT_TRUE(id) << id.error().message;
    return id.value_or(0);
  }
  template <class T>
  static int code_of(const Answer<T>& answer) {
    return answer ? 0 : answer.error().code;
  }

  testing::TempDir folder_;
  std::unique_ptr<log::Log> log_;
  std::unique_ptr<Registry> registry_;
};

TEST_F(RegistryTest, GivesIdsAndVersions) {
  EXPECT_EQ(add("laps", kLap), 1);
  EXPECT_EQ(add("laps", kLapWithTyre), 2);
  EXPECT_EQ(add("laps", kLap), 1) << "it is a version already";
  EXPECT_EQ(add("other", kLapWithTyre), 2) << "the same schema has one id";
  EXPECT_THAT(*registry_->versions("laps", false), ElementsAre(1, 2));
  EXPECT_THAT(*registry_->subjects(false), ElementsAre("laps", "other"));
  EXPECT_EQ(registry_->version("laps", "latest", false)->id, 2);
  EXPECT_TRUE(same(*registry_->schema(1), Schema{SchemaType::avro, std::string{kLap}}));
  EXPECT_EQ(registry_->lookup("laps", SchemaType::avro, kLap, false)->version, 1);
  EXPECT_EQ(registry_->uses(2)->size(), 2U);
}

TEST_F(RegistryTest, SaysWhatIsNotThere) {
  add("laps", kLap);
  EXPECT_EQ(code_of(registry_->versions("none", false)), 40401);
  EXPECT_EQ(code_of(registry_->version("laps", "2", false)), 40402);
  EXPECT_EQ(code_of(registry_->version("laps", "first", false)), 42202);
  EXPECT_EQ(code_of(registry_->schema(7)), 40403);
  EXPECT_EQ(code_of(registry_->lookup("laps", SchemaType::avro, kLapWithTyre, false)), 40403);
  EXPECT_EQ(code_of(registry_->add("laps", SchemaType::avro, R"({"type":"recrod"})")), 42201);
}

TEST_F(RegistryTest, RefusesWhatReadersCouldNotRead) {
  add("laps", kLap);
  const auto refused = registry_->add("laps", SchemaType::avro, kLapWithTime);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, 409);
  EXPECT_THAT(refused.error().message, ::testing::HasSubstr("time"));
  EXPECT_FALSE(registry_->check("laps", "latest", SchemaType::avro, kLapWithTime)->empty());
  EXPECT_TRUE(registry_->check("laps", "1", SchemaType::avro, kLapWithTyre)->empty());
  ASSERT_TRUE(registry_->set_level("laps", Compatibility::none));
  EXPECT_EQ(add("laps", kLapWithTime), 2);
  ASSERT_TRUE(registry_->set_level("laps", std::nullopt));
  EXPECT_EQ(*registry_->level(""), Compatibility::backward);
}

TEST_F(RegistryTest, DeletesInTwoSteps) {
  add("laps", kLap);
  add("laps", kLapWithTyre);
  EXPECT_EQ(code_of(registry_->remove("laps", "1", true)), 40407);
  EXPECT_EQ(*registry_->remove("laps", "1", false), 1);
  EXPECT_EQ(code_of(registry_->version("laps", "1", false)), 40402);
  EXPECT_EQ(registry_->version("laps", "1", true)->id, 1);
  EXPECT_EQ(*registry_->remove("laps", "1", true), 1);
  EXPECT_EQ(code_of(registry_->version("laps", "1", true)), 40402);
  EXPECT_TRUE(registry_->schema(1)) << "records that name it are still to be read";
  EXPECT_EQ(code_of(registry_->remove("laps", true)), 40405);
  EXPECT_THAT(*registry_->remove("laps", false), ElementsAre(2));
  EXPECT_EQ(code_of(registry_->remove("laps", false)), 40404);
  EXPECT_THAT(*registry_->subjects(false), ElementsAre());
  EXPECT_THAT(*registry_->remove("laps", true), ElementsAre(2));
  EXPECT_EQ(code_of(registry_->remove("laps", true)), 40401);
}

TEST_F(RegistryTest, AReadOnlySubjectTakesNothing) {
  add("laps", kLap);
  ASSERT_TRUE(registry_->set_mode("", Mode::readonly));
  EXPECT_EQ(code_of(registry_->add("laps", SchemaType::avro, kLapWithTyre)), 42205);
  EXPECT_EQ(add("laps", kLap), 1) << "what is there may be asked for";
  ASSERT_TRUE(registry_->set_mode("laps", Mode::readwrite));
  EXPECT_EQ(add("laps", kLapWithTyre), 2);
}

TEST_F(RegistryTest, IsWhatTheLogSays) {
  add("laps", kLap);
  ASSERT_TRUE(registry_->set_level("laps", Compatibility::full));
  ASSERT_TRUE(registry_->remove("laps", "1", false));
  registry_.reset();
  registry_ = open();
  EXPECT_EQ(registry_->version("laps", "1", true)->id, 1);
  EXPECT_EQ(*registry_->level("laps"), Compatibility::full);
  EXPECT_EQ(add("other", kLapWithTyre), 2);
}

TEST_F(RegistryTest, SeveralOnOneTopicGiveEachIdOnce) {
  std::vector<std::unique_ptr<Registry>> registries;
  for (int i = 0; i < 3; ++i) registries.push_back(open());
  constexpr int kSchemas = 10;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < registries.size(); ++i) {
    threads.emplace_back([&, i] {
      for (int number = 0; number < kSchemas; ++number) {
        const std::string name = fmt::format("R{}_{}", i, number);
        const auto schema = fmt::format(R"({{"type":"record","name":"{}","fields":[]}})", name);
        // The others may be quicker again and again.
        Answer<int> id = registries[i]->add(name, SchemaType::avro, schema);
        while (!id && id.error().code == 50001) id = registries[i]->add(name, SchemaType::avro, schema);
        EXPECT_TRUE(id) << id.error().message;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::set<int> ids;
  const auto names = *registry_->subjects(false);
  for (const std::string& name : names) ids.insert(registry_->version(name, "latest", false)->id);
  EXPECT_EQ(names.size(), registries.size() * kSchemas);
  EXPECT_EQ(ids.size(), names.size());
  EXPECT_EQ(*ids.rbegin(), static_cast<int>(names.size()));
}

TEST_F(RegistryTest, GoesOnWithAConfluentTopic) {
  log::RecordBatch batch("schemas");
  const auto append = [&](std::string_view key, std::string_view value) {
    batch.append(0, base::wall_now(), key, value);
  };
  append(R"({"keytype":"CONFIG","subject":null,"magic":0})", R"({"compatibilityLevel":"FULL"})");
  append(R"({"keytype":"NOOP","magic":0})", "{}");
  append(R"({"keytype":"SCHEMA","subject":"laps","version":1,"magic":1})",
         R"({"subject":"laps","version":1,"id":100002,"schema":"\"string\"","deleted":false})");
  append("not JSON", "{}");
  auto producer = log_->producer({});
  ASSERT_TRUE(producer);
  ASSERT_TRUE((*producer)->send(std::move(batch)));
  ASSERT_TRUE((*producer)->flush(std::chrono::seconds{10}));
  EXPECT_EQ(registry_->schema(100002)->text, "\"string\"");
  EXPECT_EQ(*registry_->level(""), Compatibility::full);
  EXPECT_EQ(add("other", kLap), 100003);
}

}  // namespace
}  // namespace slipstream::registry
