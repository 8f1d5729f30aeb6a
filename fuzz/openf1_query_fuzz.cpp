// A query string → conditions, which are then asked about a value of each kind.
#include <cstdint>
#include <string_view>

#include "http/target.hpp"
#include "openf1/query/query.hpp"
#include "openf1/query/ranges.hpp"

using namespace slipstream;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto items = http::parse_query({reinterpret_cast<const char*>(data), size});
  if (!items) return 0;
  const UtcTime now = std::chrono::sys_days{std::chrono::year{2025} / 11 / 29};
  const auto query = openf1::parse_query(items->items(), {now});
  if (!query) return 0;
  const openf1::Value values[] = {true, std::int64_t{4}, 1.5, now, std::string{"NOR"}, {}};
  for (const openf1::Condition& condition : query->conditions) {
    const openf1::Ranges ranges(condition, openf1::Kind::number);
    if (ranges.contain(4) != condition.holds(std::int64_t{4})) __builtin_trap();
    for (const openf1::Value& value : values) static_cast<void>(condition.holds(value));
  }
  return 0;
}
