#pragma once

#include <sys/mman.h>
#include <cstddef>
#include <cstdint>

/// Private to this room.
namespace slipstream::table {

/// Asks the kernel to back a large stretch of memory that is not yet touched with large pages: the first
/// touch of each small one costs more than filling it. Only advice: where there are none nothing changes.
inline void prefer_huge_pages(const void* begin, std::size_t bytes) {
  constexpr std::uintptr_t kHuge = std::uintptr_t{2} << 20;
  const auto address = reinterpret_cast<std::uintptr_t>(begin);
  const std::uintptr_t first = (address + kHuge - 1) / kHuge * kHuge;
  const std::uintptr_t end = (address + bytes) / kHuge * kHuge;
  if (first < end) madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE);
}

}  // namespace slipstream::table
