// The head of another server's answer, line by line: never a crash, and no range that ends before it begins.
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "net/http_head.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace slipstream::net;
  std::string_view text{reinterpret_cast<const char*>(data), size};
  HeadReader reader;
  while (!text.empty()) {
    const auto end = text.find('\n');
    reader.take(text.substr(0, end), std::chrono::sys_seconds{std::chrono::seconds{1'761'440'000}});
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  const HttpHead& head = reader.head();
  if (head.content_range && head.content_range->first > head.content_range->last) std::abort();
  if (head.retry_after && head.retry_after->count() < 0) std::abort();
  static_cast<void>(head.validator());
  return 0;
}
