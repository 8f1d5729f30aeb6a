#include <cmath>
#include <cstring>
#include <optional>

#include "codec/json_escape.hpp"
#include "codec/number_text.hpp"
#include "codec/telemetry_json.hpp"

namespace slipstream::codec {
namespace {

/// More than a record takes beside its texts: 32 fields of a name and a number.
constexpr std::size_t kFixedBytes = 32 * (24 + kMaxTimeText);

/// Writes `"name":value` pairs to memory that is large enough.
class Fields {
 public:
  Fields(char* to, const JsonOptions& options) : to_(to), options_(options) {}

  template <std::size_t N>
  void literal(const char (&text)[N]) {
    std::memcpy(to_, text, N - 1);
    to_ += N - 1;
  }
  /// An unknown value after its prefix `,"name":`: nothing or null.
  template <std::size_t N>
  void missing(const char (&prefix)[N]) {
    if (!options_.missing_as_null) return;
    literal(prefix);
    literal("null");
  }
  template <int Decimals, std::size_t N>
  void decimal(const char (&prefix)[N], const std::optional<double>& value) {
    if (!value || !std::isfinite(*value)) return missing(prefix);
    literal(prefix);
    to_ = put_decimal<Decimals>(to_, *value);
  }
  template <std::size_t N, class Integer>
  void integer(const char (&prefix)[N], const std::optional<Integer>& value) {
    if (!value) return missing(prefix);
    literal(prefix);
    to_ = put_integer(to_, static_cast<std::int64_t>(*value));
  }
  template <std::size_t N>
  void text(const char (&prefix)[N], std::string_view value) {
    if (value.empty()) return missing(prefix);
    literal(prefix);
    *to_++ = '"';
    to_ = put_escaped(to_, value);
    *to_++ = '"';
  }
  template <std::size_t N, class Time>
  void time(const char (&prefix)[N], Time value, char* (*put)(char*, Time)) {
    literal(prefix);
    *to_++ = '"';
    to_ = put(to_, value);
    *to_++ = '"';
  }
  void unsigned_integer(std::uint64_t value) { to_ = put_integer(to_, value); }
  [[nodiscard]] char* end() const { return to_; }

 private:
  char* to_;
  const JsonOptions& options_;
};

void write_motion(Fields& out, const domain::TelemetrySample& sample) {
  out.decimal<3>(",\"speed\":", sample.speed_kmh);
  out.decimal<2>(",\"rpm\":", sample.rpm);
  out.decimal<3>(",\"throttle\":", sample.throttle_pct);
  out.decimal<3>(",\"brake\":", sample.brake_pct);
  out.integer(",\"gear\":", sample.gear);
  out.integer(",\"drs\":", sample.drs_open);
  out.integer(",\"n_gear\":", sample.gear);
  out.decimal<2>(",\"x\":", sample.x);
  out.decimal<2>(",\"y\":", sample.y);
  out.decimal<2>(",\"z\":", sample.z);
}

void write_car_state(Fields& out, const domain::TelemetrySample& sample) {
  out.integer(",\"driver_number\":", sample.number);
  out.integer(",\"position\":", sample.position);
  out.decimal<3>(",\"distance\":", sample.distance_m);
  out.integer(",\"tyre_life\":", sample.tyre_life);
  const std::string_view status = sample.track_status ? std::string_view{&*sample.track_status, 1} : "";
  out.text(",\"track_status\":", status);
  if (sample.date) {
    out.time(",\"date\":", *sample.date, put_utc);
  } else {
    out.missing(",\"date\":");
  }
}

/// Only simulated and game sources know these: left out, never null, elsewhere.
void write_extras(Fields& out, const domain::TelemetrySample& sample) {
  const auto& brakes = sample.brake_temp_c;
  if (brakes[0]) out.decimal<1>(",\"brake_temp_fl\":", brakes[0]);
  if (brakes[1]) out.decimal<1>(",\"brake_temp_fr\":", brakes[1]);
  if (brakes[2]) out.decimal<1>(",\"brake_temp_rl\":", brakes[2]);
  if (brakes[3]) out.decimal<1>(",\"brake_temp_rr\":", brakes[3]);
  if (sample.fuel_kg) out.decimal<3>(",\"fuel_kg\":", sample.fuel_kg);
}

char* put_telemetry(char* to, const domain::TelemetrySample& sample, const domain::Stamp& stamp,
                    const JsonOptions& options) {
  Fields out(to, options);
  out.time("{\"timestamp\":", stamp.produced_at, put_wall);
  out.time(",\"original_timestamp\":", sample.time, put_timedelta);
  out.text(",\"driver\":", sample.driver);
  out.text(",\"driver_id\":", sample.driver);
  out.decimal<3>(",\"session_time\":", base::seconds(sample.time));
  write_motion(out, sample);
  out.integer(",\"lap_number\":", sample.lap_number);
  out.text(",\"compound\":", sample.compound ? domain::to_string(*sample.compound) : std::string_view{});
  out.literal(",\"message_type\":\"telemetry\"");
  out.text(",\"session_key\":", stamp.session_key);
  out.text(",\"run_id\":", stamp.run_id);
  out.literal(",\"seq\":");
  out.unsigned_integer(stamp.seq);
  write_car_state(out, sample);
  write_extras(out, sample);
  out.literal("}");
  return out.end();
}

}  // namespace

void write_telemetry(const domain::TelemetrySample& sample, const domain::Stamp& stamp,
                     const JsonOptions& options, std::string& out) {
  const std::size_t before = out.size();
  const std::size_t texts = 2 * sample.driver.view().size() + stamp.session_key.size() + stamp.run_id.size();
  out.resize_and_overwrite(before + kFixedBytes + kMaxEscapedByte * texts, [&](char* bytes, std::size_t) {
    return static_cast<std::size_t>(put_telemetry(bytes + before, sample, stamp, options) - bytes);
  });
}

}  // namespace slipstream::codec
