#pragma once

#include <cstdint>
#include <string_view>

#include "source/payload.hpp"
#include "source/source.hpp"

/// How the readers of this room fill an InputReport.
namespace slipstream::source {

/// "TimingData.jsonStream:812".
[[nodiscard]] std::string place(std::string_view file, std::uint32_t line);

/// Counts a damaged line; the first 100 are kept.
void add_damaged(InputReport& report, Error error);

/// Adds to `missing_values` what was counted by channel.
void add_missing(InputReport& report, const MissingCounts& counts);

/// Names the expected topics for which `has` says no.
template <class Has>
void add_missing_topics(InputReport& report, Has has) {
  for (const Topic& topic : topics()) {
    if (topic.expected && !has(topic.name)) report.missing_topics.emplace_back(topic.name);
  }
}

}  // namespace slipstream::source
