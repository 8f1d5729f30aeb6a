#include <algorithm>
#include <charconv>

#include "api/live_stream.hpp"

namespace slipstream::api {
namespace {

constexpr double kMostHz = 100;

Result<> read_events(const std::vector<std::string>& names, LiveFilter& filter) {
  if (names.empty()) return {};
  filter.kinds = {};
  filter.snapshot = filter.lag = false;
  for (const std::string& name : names) {
    bool known = name == "prediction";  // of a later version: there are none yet
    for (std::size_t kind = 0; kind < filter.kinds.size(); ++kind) {
      if (store::to_string(static_cast<store::LiveKind>(kind)) != name) continue;
      filter.kinds[kind] = known = true;
    }
    if (name == "snapshot") filter.snapshot = known = true;
    if (name == "lag") filter.lag = known = true;
    if (!known) {
      return fail(
          ErrorCode::invalid_argument,
          "parameter 'events': expected snapshot, telemetry, session, alert, prediction, replay or lag, not "
          "'{}'",
          name);
    }
  }
  return {};
}

}  // namespace

bool LiveFilter::wants_driver(const domain::DriverId& driver) const {
  if (drivers.empty() || driver.empty()) return true;
  return std::find(drivers.begin(), drivers.end(), driver.view()) != drivers.end();
}

Result<LiveFilter> read_live_filter(const http::Request& request) {
  LiveFilter filter;
  auto events = read_events(request.query.get_list("events"), filter);
  if (!events) return propagate(events);
  filter.drivers = request.query.get_list("drivers");
  if (const auto text = request.query.get("hz"); text && !text->empty()) {
    double hz = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), hz);
    if (error != std::errc{} || end != text->data() + text->size() || !(hz > 0.01 && hz <= kMostHz)) {
      return fail(ErrorCode::invalid_argument,
                  "parameter 'hz': expected more than 0.01 and at most {}, not '{}'", kMostHz, *text);
    }
    filter.interval = std::chrono::milliseconds{static_cast<std::int64_t>(1000.0 / hz)};
  }
  return filter;
}

}  // namespace slipstream::api
