#pragma once

#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

/// Private to this room.
namespace slipstream::table {

/// Calls `work(i)` for each i below `count` on up to `threads` threads, this one among them; returns when all
/// are done.
template <class Work>
void for_each_index(std::size_t count, std::size_t threads, const Work& work) {
  std::atomic<std::size_t> next = 0;
  const auto take = [&] {
    for (std::size_t index = next++; index < count; index = next++) work(index);
  };
  std::vector<std::jthread> others;
  for (std::size_t thread = 1; thread < threads && thread < count; ++thread) others.emplace_back(take);
  take();
}

}  // namespace slipstream::table
