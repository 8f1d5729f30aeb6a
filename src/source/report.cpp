#include "source/report.hpp"

#include <utility>

namespace slipstream::source {

std::string place(std::string_view file, std::uint32_t line) { return fmt::format("{}:{}", file, line); }

void add_damaged(InputReport& report, Error error) {
  constexpr std::size_t kKept = 100;
  ++report.damaged_lines;
  if (report.damaged.size() < kKept) report.damaged.push_back(std::move(error));
}

void add_missing(InputReport& report, const MissingCounts& counts) {
  const auto add = [&](const char* channel, std::uint64_t count) {
    if (count > 0) report.missing_values[channel] += count;
  };
  add("throttle", counts.throttle);
  add("brake", counts.brake);
  add("gear", counts.gear);
  add("position", counts.position);
  add("unreadable text", counts.unreadable);
}

}  // namespace slipstream::source
