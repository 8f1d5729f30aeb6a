#include "openf1/session_cache.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>

namespace slipstream::openf1 {

SessionCache::Entry* SessionCache::use(const std::string& name) {
  const auto known = std::ranges::find(entries_, name, &Entry::name);
  if (known == entries_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, known);
  return &entries_.front();
}

SessionCache::Shared SessionCache::find(const std::string& name) {
  std::shared_future<Result<Shared>> session;
  {
    const std::scoped_lock lock(mutex_);
    const Entry* known = use(name);
    if (known == nullptr) return nullptr;
    session = known->session;
  }
  if (session.wait_for(std::chrono::seconds{0}) != std::future_status::ready) return nullptr;
  const Result<Shared>& read = session.get();
  return read ? *read : nullptr;
}

Result<SessionCache::Shared> SessionCache::get(const std::string& name, const Read& read) {
  std::optional<std::promise<Result<Shared>>> to_read;
  std::shared_future<Result<Shared>> session;
  std::list<Entry> evicted;  // ends outside of the lock: it may be large
  {
    const std::scoped_lock lock(mutex_);
    if (use(name) == nullptr) {
      to_read.emplace();
      entries_.push_front({name, to_read->get_future().share()});
      if (entries_.size() > capacity_) evicted.splice(evicted.end(), entries_, std::prev(entries_.end()));
    }
    session = entries_.front().session;
  }
  if (to_read) {
    try {
      Result<Shared> result = read();
      if (!result) forget(name);
      to_read->set_value(std::move(result));
    } catch (...) {  // out of memory: nobody shall wait for it
      forget(name);
      to_read->set_exception(std::current_exception());
    }
  }
  return session.get();
}

void SessionCache::forget(const std::string& name) {
  const std::scoped_lock lock(mutex_);
  std::erase_if(entries_, [&](const Entry& entry) { return entry.name == name; });
}

}  // namespace slipstream::openf1
