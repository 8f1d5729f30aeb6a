#pragma once

#include <string_view>

#include "base/time.hpp"
#include "codec/json_fields.hpp"
#include "codec/json_writer.hpp"
#include "domain/record.hpp"

namespace slipstream::codec {

/// `"name":5025.678`, exact to the millisecond.
inline void write_seconds(JsonWriter& json, std::string_view name, SessionTime time) {
  json.key(name).number(base::seconds(time), 3);
}
inline void write_seconds(JsonWriter& json, std::string_view name, Milliseconds duration) {
  json.key(name).number(base::seconds(duration), 3);
}

/// `session_key` where there is one, `run_id` and `seq`.
inline void write_identity(JsonWriter& json, const domain::Stamp& stamp) {
  if (!stamp.session_key.empty()) json.key("session_key").value(stamp.session_key);
  json.key("run_id").value(stamp.run_id);
  json.key("seq").value(stamp.seq);
}

/// What write_identity and the `timestamp` say, into a record that owns its texts.
template <class Record>
void read_identity(JsonFields& fields, Record& record) {
  record.session_key = fields.text("session_key");
  const std::string_view run = fields.text("run_id");
  record.run_id = run.empty() ? domain::kExternalRun : run;
  record.produced_at = fields.wall("timestamp").value_or(WallTime{});
  record.seq = fields.count("seq").value_or(0);
}

}  // namespace slipstream::codec
