#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "log/sqlite/bell.hpp"
#include "log/sqlite/catalog.hpp"
#include "log/sqlite/database.hpp"

namespace slipstream::log::sqlite {

/// Keeps the catalog of a log that another process writes up to date, and rings the bell when that has
/// written. One thread, which asks SQLite's change counter (a read of shared memory) every few milliseconds.
class Follower {
 public:
  Follower(Database database, Catalog& catalog, Bell& bell);
  ~Follower();
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;

 private:
  void loop();
  bool wait();

  Database database_;
  Catalog& catalog_;
  Bell& bell_;
  std::mutex mutex_;
  std::condition_variable stop_;
  bool stopping_ = false;  // guarded by mutex_
  std::thread thread_;     // last: it uses all of the above
};

}  // namespace slipstream::log::sqlite
