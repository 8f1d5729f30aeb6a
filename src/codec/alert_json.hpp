#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/alert.hpp"
#include "domain/record.hpp"

namespace slipstream::codec {

/// Appends one `f1-alerts` value (CONTRACTS §2.2).
void write_alert(const domain::Alert& alert, const domain::Stamp& stamp, std::string& out);

struct AlertRecord {
  std::string session_key, run_id;
  WallTime produced_at;
  std::uint64_t seq = 0;
  domain::Alert alert;
};
/// Errors: invalid_input.
Result<AlertRecord> read_alert(std::string_view json);

}  // namespace slipstream::codec
