#pragma once

#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "codec/session_json.hpp"
#include "log/engines.hpp"
#include "replay/replay_options.hpp"
#include "support/temp_dir.hpp"
#include "test_session.hpp"

namespace slipstream::replay::testing {

/// Replays on the embedded log and the real clock.
class ReplayOnLog : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = log::open_sqlite_log({.file = temp_ / "log.db"});
    ASSERT_TRUE(opened) << opened.error().to_string();
    log_ = std::move(*opened);
    make_topic("f1-telemetry", 4);
    make_topic("f1-session", 1);
    make_topic("f1-control", 1);
  }

  void make_topic(const std::string& name, std::int32_t partitions) const {
    log::TopicSpec spec;
    spec.name = name;
    spec.partitions = partitions;
    ASSERT_TRUE(log_->create_topic(spec));
  }

  /// All records of a topic, as `take(view)`.
  template <class Take>
  void read_all(const std::string& topic, Take&& take) const {
    log::ConsumerOptions options;
    options.topics = {topic};
    auto consumer = log_->consumer(options);
    ASSERT_TRUE(consumer) << consumer.error().to_string();
    while ((*consumer)->lag().value() > 0) {
      const auto batch = (*consumer)->poll(std::chrono::seconds{1});
      ASSERT_TRUE(batch) << batch.error().to_string();
      for (std::size_t i = 0; i < (*batch)->size(); ++i) take((**batch)[i]);
    }
  }

  [[nodiscard]] std::vector<codec::SessionRecord> session_messages() const {
    std::vector<codec::SessionRecord> all;
    read_all("f1-session", [&](const log::RecordView& record) {
      auto message = codec::read_session_message(record.value.value());
      ASSERT_TRUE(message) << message.error().to_string();
      all.push_back(std::move(*message));
    });
    return all;
  }

  void send_command(const domain::ReplayCommand& command) const { send_control(write(command)); }
  void send_control(const std::string& value) const {
    auto producer = log_->producer({});
    ASSERT_TRUE(producer);
    log::RecordBatch batch{"f1-control"};
    batch.append(0, base::wall_now(), "", value);
    ASSERT_TRUE((*producer)->send(std::move(batch)));
    ASSERT_TRUE((*producer)->flush(std::chrono::seconds{5}));
  }
  static std::string write(const domain::ReplayCommand& command) {
    std::string value;
    codec::write_replay_command(command, value);
    return value;
  }

  [[nodiscard]] std::optional<domain::ReplayStatus> answer_to(std::string_view request) const {
    for (const auto& record : session_messages()) {
      const auto* status = std::get_if<domain::ReplayStatus>(&record.message.body);
      if (status != nullptr && status->request_id == request) return *status;
    }
    return std::nullopt;
  }

  /// Waits for the answer to `request` on f1-session.
  [[nodiscard]] std::optional<domain::ReplayStatus> wait_for_answer(std::string_view request) const {
    for (int i = 0; i < 200; ++i) {
      if (auto answer = answer_to(request)) return answer;
      std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    return std::nullopt;
  }

  static ReplayOptions from_beginning(domain::ReplaySpeed speed) {
    ReplayOptions options;
    options.speed = speed;
    options.from = SessionTime{};
    options.run_id = "run";
    return options;
  }

  slipstream::testing::TempDir temp_;
  std::unique_ptr<log::Log> log_;
  std::shared_ptr<const prepare::PreparedSession> session_ = testing::make_session({});
};

}  // namespace slipstream::replay::testing
