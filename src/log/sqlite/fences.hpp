#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace slipstream::log::sqlite {

/// Which producer of each transactional id is the newest. In memory: only one process writes, and whoever
/// wrote before it is gone. Thread-safe.
class Fences {
 public:
  /// A new producer of this id; fences off those before it.
  std::uint64_t enter(const std::string& transactional_id) {
    std::scoped_lock lock(mutex_);
    return ++newest_[transactional_id];
  }
  [[nodiscard]] bool fenced(const std::string& transactional_id, std::uint64_t epoch) const {
    std::scoped_lock lock(mutex_);
    const auto found = newest_.find(transactional_id);
    return found != newest_.end() && found->second != epoch;
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::uint64_t> newest_;  // guarded by mutex_
};

}  // namespace slipstream::log::sqlite
