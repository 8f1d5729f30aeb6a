#pragma once

#include <cstddef>
#include <functional>
#include <future>
#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "base/result.hpp"
#include "openf1/session.hpp"

namespace slipstream::openf1 {

/// The sessions asked for last. Any thread: who asks for a session that is being read waits for it.
class SessionCache {
 public:
  using Shared = std::shared_ptr<const Session>;
  using Read = std::function<Result<Shared>()>;

  /// Keeps at most `capacity` (from 1) sessions.
  explicit SessionCache(std::size_t capacity) : capacity_(capacity) {}

  /// The session of this name if it has been read; nullptr otherwise.
  [[nodiscard]] Shared find(const std::string& name);
  /// The session of this name, by `read` if it is not here. Errors: those of `read`, which is tried again the
  /// next time.
  Result<Shared> get(const std::string& name, const Read& read);

 private:
  struct Entry {
    std::string name;
    std::shared_future<Result<Shared>> session;
  };

  void forget(const std::string& name);
  /// The entry of this name, now the first; nullptr if there is none. Holding mutex_.
  Entry* use(const std::string& name);

  const std::size_t capacity_;
  std::mutex mutex_;
  std::list<Entry> entries_;  ///< guarded by mutex_; the one used last is first
};

}  // namespace slipstream::openf1
