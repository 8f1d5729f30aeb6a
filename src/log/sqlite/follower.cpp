#include "log/sqlite/follower.hpp"

#include <chrono>
#include <cstdint>
#include <utility>

#include <spdlog/spdlog.h>

#include "log/sqlite/schema.hpp"

namespace slipstream::log::sqlite {
namespace {

constexpr std::chrono::milliseconds kInterval{2};

}  // namespace

Follower::Follower(Database database, Catalog& catalog, Bell& bell)
    : database_(std::move(database)), catalog_(catalog), bell_(bell), thread_([this] { loop(); }) {}

Follower::~Follower() {
  {
    std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  stop_.notify_one();
  thread_.join();
}

void Follower::loop() {
  auto counter = database_.prepare("PRAGMA data_version");
  std::int64_t seen = -1;
  while (wait()) {
    if (!counter || counter->step() != SQLITE_ROW) continue;
    const std::int64_t version = counter->integer(0);
    counter->reset();
    if (version == std::exchange(seen, version)) continue;
    if (auto done = refresh_catalog(database_, catalog_); !done) {
      spdlog::warn("event log: {}", done.error().to_string());
      seen = -1;
    }
    bell_.ring();
  }
}

/// False once it is to stop.
bool Follower::wait() {
  std::unique_lock lock(mutex_);
  return !stop_.wait_for(lock, kInterval, [&] { return stopping_; });
}

}  // namespace slipstream::log::sqlite
