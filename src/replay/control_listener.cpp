#include "replay/control_listener.hpp"

#include <pthread.h>

#include <utility>

#include "base/logging.hpp"
#include "base/stop.hpp"
#include "codec/session_json.hpp"

namespace slipstream::replay {
namespace {

using namespace std::chrono_literals;

// poll() returns as soon as there is something; this only bounds an idle wait.
constexpr std::chrono::milliseconds kIdle = 1h;
constexpr std::chrono::milliseconds kRetry = 1s;

}  // namespace

Result<std::unique_ptr<ControlListener>> ControlListener::start(log::Log& log, const std::string& topic,
                                                                Handler handler) {
  // From explicit offsets: "latest" would only be looked up by the first poll, and commands until then lost.
  auto info = log.describe(topic);
  if (!info) return propagate(info);
  log::ConsumerOptions options;
  for (const log::PartitionInfo& partition : info->partitions) {
    options.assign.push_back({topic, partition.partition});
    options.start_offsets[options.assign.back()] = partition.end;
  }
  auto consumer = log.consumer(std::move(options));
  if (!consumer) return propagate(consumer);
  return std::unique_ptr<ControlListener>{new ControlListener(std::move(*consumer), std::move(handler))};
}

ControlListener::ControlListener(std::unique_ptr<log::Consumer> consumer, Handler handler)
    : consumer_(std::move(consumer)), handler_(std::move(handler)) {
  thread_ = std::jthread([this](const std::stop_token& stop) { listen(stop); });
}

ControlListener::~ControlListener() {
  thread_.request_stop();
  consumer_->wake();
}

void ControlListener::listen(const std::stop_token& stop) {
  pthread_setname_np(pthread_self(), "replay-control");
  while (!stop.stop_requested()) {
    const auto batch = consumer_->poll(kIdle);
    if (batch) {
      if (!hand_on(**batch)) return;
      continue;
    }
    spdlog::warn("replay commands cannot be read: {}", batch.error().to_string());
    if (batch.error().code != ErrorCode::unavailable) return;
    base::wait_for_stop(stop, kRetry);
  }
}

bool ControlListener::hand_on(const log::RecordBatch& batch) {
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const log::RecordView record = batch[i];
    auto command = codec::read_replay_command(record.value.value_or(std::string_view{}));
    if (!command && command.error().code == ErrorCode::unsupported) continue;  // for others
    if (!command) {
      spdlog::warn("{}@{} is no replay command: {}", batch.topic(), record.offset,
                   command.error().to_string());
      continue;
    }
    if (!handler_(std::move(*command))) return false;
  }
  return true;
}

}  // namespace slipstream::replay
