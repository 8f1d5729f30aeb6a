#pragma once

#include <string>

#include "base/result.hpp"
#include "codec/json_writer.hpp"
#include "http/message.hpp"
#include "store/alert_store.hpp"

namespace slipstream::api {

/// ?severity=&driver=&from=&to=&limit=&open=true&run= (`driver` may be a list; `run` an id, or "all"; without
/// it the current run, `current_run`). Errors: invalid_argument, naming the parameter.
Result<store::AlertFilter> read_alert_filter(const http::Request& request, const std::string& current_run);

/// Appends the alert as it stands: the fields of `f1-alerts`, those of the closing included.
void append_alert(const store::KeptAlert& alert, std::string& out);

}  // namespace slipstream::api
