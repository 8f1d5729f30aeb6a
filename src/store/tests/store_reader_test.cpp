#include "store/store_reader.hpp"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "log_of_topics.hpp"
#include "samples.hpp"

namespace slipstream::store {
namespace {

using namespace std::chrono_literals;
using store::testing::alert;
using store::testing::kStart;
using store::testing::message;

class ReaderTest : public store::testing::LogOfTopics {
 protected:
  void SetUp() override {
    LogOfTopics::SetUp();
    if (HasFatalFailure()) return;
    auto producer = log_->producer({});
    ASSERT_TRUE(producer);
    producer_ = std::move(*producer);
  }

  void send(const std::string& topic, std::int32_t partition, std::string_view value) {
    log::RecordBatch batch(topic);
    batch.append(partition, kStart, "key", value);
    ASSERT_TRUE(producer_->send(std::move(batch)));
    ASSERT_TRUE(producer_->flush(5s));
  }
  void send_sample(int number) {
    auto record = store::testing::telemetry("VER", number * 100ms, 200);
    std::string json;
    codec::write_telemetry(record.sample, record.stamp, {}, json);
    send(topics_.telemetry, number % 4, json);
  }
  static bool wait_until(const auto& condition) {
    for (int i = 0; i < 1000 && !condition(); ++i) std::this_thread::sleep_for(10ms);
    return condition();
  }

  std::unique_ptr<log::Producer> producer_;
  Store store_;
};

TEST_F(ReaderTest, AppliesWhatIsThereAndWhatComesAndSkipsWhatItCannotRead) {
  for (int i = 0; i < 8; ++i) send_sample(i);
  send(topics_.telemetry, 0, "{broken");
  send(topics_.session, 0, R"({"message_type":"of a later version","run_id":"run-1"})");
  std::string json;
  codec::write_alert(alert("a", domain::Severity::high, 0s).alert, {kStart, "s", "run-1", 0}, json);
  send(topics_.alerts, 0, json);

  std::atomic<int> changes = 0;
  StoreReader reader(*log_, store_,
                     {.topics = topics_, .on_change = [&] { ++changes; }, .start_offsets = {}});
  EXPECT_FALSE(reader.ready());
  EXPECT_EQ(reader.why_not_ready(), "the store has not begun to read the log");
  Result<> ended;
  std::jthread thread([&](const std::stop_token& stop) { ended = reader.run(stop); });
  ASSERT_TRUE(wait_until([&] { return reader.ready(); }));
  EXPECT_EQ(reader.why_not_ready(), "");
  ASSERT_NE(store_.driver("VER"), nullptr);
  EXPECT_EQ(store_.driver("VER")->rows().size(), 8U);
  store_.read([](const Store::View& view) {
    EXPECT_EQ(view.stats.rejected, 1U);
    EXPECT_EQ(view.alerts.find({}).size(), 1U);
  });

  const int before = changes;
  send_sample(8);
  EXPECT_TRUE(wait_until([&] { return store_.driver("VER")->rows().size() == 9 && changes > before; }));
  thread.request_stop();
  thread.join();
  EXPECT_TRUE(ended);
  EXPECT_FALSE(reader.ready());
}

TEST_F(ReaderTest, SaysWhenTheLogCannotBeRead) {
  ASSERT_TRUE(log_->delete_topic(topics_.alerts));
  StoreReader reader(*log_, store_, {.topics = topics_, .on_change = [] {}, .start_offsets = {}});
  const auto ended = reader.run({});
  ASSERT_FALSE(ended);
  EXPECT_EQ(reader.why_not_ready(), "the store cannot read the log");
}

}  // namespace
}  // namespace slipstream::store
