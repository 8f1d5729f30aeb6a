#include "source/topics/telemetry.hpp"
#include "source/topics/telemetry_packet.hpp"

namespace slipstream::source {
namespace {

std::int32_t coordinate(simdjson::ondemand::value value) {
  const std::int64_t number = value.get_int64();
  if (number < INT32_MIN || number > INT32_MAX) throw Malformed("a coordinate beyond all circuits");
  return static_cast<std::int32_t>(number);
}

/// "OnTrack" or "OffTrack"; in older sessions digits, where 0 is on the track.
bool is_off_track(simdjson::ondemand::value status) {
  std::string_view text;
  if (status.get_string().get(text) != simdjson::SUCCESS) return false;
  if (text == "OffTrack") return true;
  const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  return digits && text.find_first_not_of('0') != std::string_view::npos;
}

void read_point(simdjson::ondemand::object car, domain::PositionSample& sample, MissingCounts& missing,
                Samples form) {
  domain::Point at;
  for (auto field : car) {
    const auto key = field.key().value();
    if (key.unsafe_is_equal("X")) at.x = coordinate(field.value());
    if (key.unsafe_is_equal("Y")) at.y = coordinate(field.value());
    if (key.unsafe_is_equal("Z")) at.z = coordinate(field.value());
    if (key.unsafe_is_equal("Status")) sample.off_track = is_off_track(field.value());
  }
  const bool is_known = at != domain::Point{};
  if (is_known || form == Samples::verbatim) sample.at = at;
  missing.position += is_known ? 0 : 1;
}

}  // namespace

WallTime read_positions(simdjson::ondemand::document& packet, std::vector<domain::PositionSample>& samples,
                        MissingCounts& missing, Samples form) {
  return read_packet(packet, kPositionKeys, samples, form,
                     [&](simdjson::ondemand::object car, domain::PositionSample& sample) {
                       read_point(car, sample, missing, form);
                     });
}

}  // namespace slipstream::source
