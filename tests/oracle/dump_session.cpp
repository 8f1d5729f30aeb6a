// dump_session laps|telemetry|messages PATH: what prepare makes of a session, one JSON value per line.
#include <cmath>
#include <cstdio>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "codec/json_writer.hpp"
#include "codec/session_json.hpp"
#include "prepare/prepared_session.hpp"
#include "source/source.hpp"

namespace {

using namespace slipstream;
using codec::JsonWriter;

void number(JsonWriter& json, std::string_view key, double value) {
  json.key(key);
  if (std::isnan(value)) {
    json.null();
  } else {
    json.number(value, 6);
  }
}

void print_line(std::string& line) {
  line += '\n';
  std::fwrite(line.data(), 1, line.size(), stdout);
  line.clear();
}

void dump_messages(const prepare::PreparedSession& session, bool final_laps_only) {
  std::string line;
  for (const domain::SessionMessage& message : session.messages()) {
    const auto* lap = std::get_if<domain::Lap>(&message.body);
    if (final_laps_only && (lap == nullptr || !lap->final)) continue;
    codec::write_session_message(message, {.produced_at = {}, .session_key = session.info().key}, line);
    print_line(line);
  }
}

void dump_telemetry(const prepare::PreparedSession& session) {
  std::string line;
  for (std::size_t d = 0; d < session.drivers().size(); ++d) {
    const prepare::TelemetryColumns& rows = session.telemetry(d);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      JsonWriter json{line};
      json.begin_object().key("driver").value(static_cast<int>(session.drivers()[d].number));
      json.key("t").value(static_cast<std::int64_t>(rows.time[i].time_since_epoch().count()));
      if (!rows.date.empty()) {
        json.key("date_ms").value(static_cast<std::int64_t>(rows.date[i].time_since_epoch().count()));
      }
      json.key("source").value(rows.source[i] == prepare::RowSource::car ? "car" : "pos");
      number(json, "speed", rows.speed_kmh[i]);
      number(json, "rpm", rows.rpm[i]);
      number(json, "throttle", rows.throttle_pct[i]);
      number(json, "brake", rows.brake_pct[i]);
      json.key("gear").value(static_cast<int>(rows.gear[i]));
      json.key("drs").value(static_cast<int>(rows.drs[i]));
      number(json, "x", rows.x[i]);
      number(json, "y", rows.y[i]);
      number(json, "z", rows.z[i]);
      number(json, "distance", rows.distance_m[i]);
      json.key("lap").value(static_cast<int>(rows.lap_number[i]));
      json.end_object();
      print_line(line);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: dump_session laps|telemetry|messages PATH\n");
    return 2;
  }
  const std::string_view what = argv[1];
  auto source = source::open_source(argv[2]);
  if (!source) {
    std::fprintf(stderr, "%s\n", source.error().to_string().c_str());
    return 2;
  }
  const auto session = prepare::prepare_session(**source);
  if (!session) {
    std::fprintf(stderr, "%s\n", session.error().to_string().c_str());
    return 2;
  }
  if (what == "telemetry") {
    dump_telemetry(*session);
  } else {
    dump_messages(*session, what == "laps");
  }
  return 0;
}
