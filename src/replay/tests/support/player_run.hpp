#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "codec/session_json.hpp"
#include "codec/telemetry_json.hpp"
#include "fake_clock.hpp"
#include "recording_log.hpp"
#include "replay/player.hpp"
#include "test_session.hpp"

namespace slipstream::replay::testing {

/// A decoded telemetry record and when it was sent.
struct Played {
  std::string run_id, session_key, driver;
  std::uint64_t seq = 0;
  SessionTime time;
  MonotonicTime sent_at;
  log::Partition partition = 0;
  std::size_t batch = 0;
};

/// One replay in virtual time, from beginning to end on the calling thread.
class PlayerRun {
 public:
  PlayerRun(std::shared_ptr<const prepare::PreparedSession> session, ReplayOptions options)
      : session_(std::move(session)), options_(std::move(options)) {
    if (options_.run_id.empty()) options_.run_id = "first";
    const auto from = resolve(options_.from, *session_);
    EXPECT_TRUE(from) << (from ? "" : from.error().to_string());
    Window window{from.value_or(SessionTime{}), session_->end_time()};
    if (options_.duration) window = {window.from, window.from + *options_.duration, false};
    auto writer = RunWriter::open(log, *session_, options_);
    EXPECT_TRUE(writer);
    player_ = std::make_unique<Player>(*session_, options_, window, std::move(*writer), clock, metrics);
  }

  /// Gives the command when `after` has passed since the start.
  void command_at(std::chrono::nanoseconds after, domain::ReplayCommand command) {
    clock.at(after, [this, command] { EXPECT_TRUE(player_->submit({command, nullptr})); });
  }
  void stop_at(std::chrono::nanoseconds after) {
    clock.at(after, [this] { player_->stop(); });
  }
  Result<> run() { return player_->run(); }

  [[nodiscard]] std::vector<Played> telemetry() const {
    codec::TelemetryDecoder decoder;
    std::vector<Played> all;
    for (const Sent& sent : log.sent) {
      if (sent.topic != "f1-telemetry") continue;
      const auto record = decoder.decode(sent.value);
      EXPECT_TRUE(record) << sent.value;
      if (!record) continue;
      all.push_back({std::string{record->stamp.run_id}, std::string{record->stamp.session_key},
                     std::string{record->sample.driver.view()}, record->stamp.seq, record->sample.time,
                     monotonic(sent.timestamp), sent.partition, sent.batch});
    }
    return all;
  }
  [[nodiscard]] std::vector<codec::SessionRecord> messages() const {
    std::vector<codec::SessionRecord> all;
    for (const Sent& sent : log.sent) {
      if (sent.topic != "f1-session") continue;
      auto record = codec::read_session_message(sent.value);
      EXPECT_TRUE(record) << sent.value;
      if (record) all.push_back(std::move(*record));
    }
    return all;
  }
  /// The bodies of one type, in order.
  template <class Body>
  [[nodiscard]] std::vector<Body> bodies() const {
    std::vector<Body> all;
    for (const auto& record : messages()) {
      if (const auto* body = std::get_if<Body>(&record.message.body)) all.push_back(*body);
    }
    return all;
  }
  [[nodiscard]] ReplayReport report() const { return metrics.report(clock.now()); }

  FakeClock clock;
  RecordingLog log;
  ReplayMetrics metrics;

 private:
  [[nodiscard]] MonotonicTime monotonic(WallTime wall) const { return clock.now() + (wall - clock.wall()); }

  std::shared_ptr<const prepare::PreparedSession> session_;
  ReplayOptions options_;
  std::unique_ptr<Player> player_;
};

}  // namespace slipstream::replay::testing
