#include "api/alert_query.hpp"

#include "api/arguments.hpp"
#include "codec/alert_json.hpp"

namespace slipstream::api {

Result<store::AlertFilter> read_alert_filter(const http::Request& request, const std::string& current_run) {
  store::AlertFilter filter;
  if (const auto severity = request.query.get("severity"); severity && !severity->empty()) {
    filter.severity = domain::severity_from(*severity);
    if (!filter.severity) {
      return fail(ErrorCode::invalid_argument, "parameter 'severity': expected high, medium or low, not '{}'",
                  *severity);
    }
  }
  auto from = instant_argument(request, "from");
  if (!from) return propagate(from);
  auto to = instant_argument(request, "to");
  if (!to) return propagate(to);
  auto limit = count_argument(request, "limit");
  if (!limit) return propagate(limit);
  const std::string_view run = request.query.get("run").value_or(current_run);
  if (run != "all") filter.run_id = run;
  filter.drivers = request.query.get_list("driver");
  filter.from_ms = *from;
  filter.to_ms = *to;
  filter.limit = limit->value_or(0);
  filter.open_only = request.query.get("open") == "true";
  return filter;
}

void append_alert(const store::KeptAlert& alert, std::string& out) {
  const codec::AlertRecord& record = alert.record;
  codec::write_alert(record.alert, {record.produced_at, record.session_key, record.run_id, record.seq}, out);
}

}  // namespace slipstream::api
