#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "http/message.hpp"
#include "store/metric.hpp"
#include "store/series.hpp"

namespace slipstream::api {

/// "VER.speed", or "speed" for every driver.
struct QueryTarget {
  std::string driver;  ///< empty: all
  store::Metric metric = store::Metric::speed;
  std::optional<store::Axis> axis;  ///< of this target alone (`payload.clock`)
};
/// nullopt if there is no such metric.
[[nodiscard]] std::optional<QueryTarget> parse_target(std::string_view text);

/// What /query asks for.
struct QueryRequest {
  std::vector<QueryTarget> targets;
  store::SeriesQuery series;
};

inline constexpr std::size_t kMaxTargets = 256;

/// GET ?target=…&from=&to=&maxDataPoints=&clock= (target may repeat, default "speed"), or the POST body
/// {range:{from,to}, targets:[{target}], maxDataPoints, intervalMs, clock}. Errors: invalid_argument and
/// invalid_input, naming the byte, field or parameter.
Result<QueryRequest> read_query(const http::Request& request);

}  // namespace slipstream::api
