#include "api/lab_stream.hpp"

#include "api/lab_json.hpp"

namespace slipstream::api {

namespace {

/// Sent as often as other streams get a comment, which is more often than the lab's page needs it.
constexpr std::string_view kPing = "data: {\"type\": \"ping\"}\n\n";

/// Nothing as long as nothing is known.
std::string positions_event(std::string_view race_id, const std::vector<lab::Position>& order) {
  std::string out;
  if (order.empty()) return out;
  out += "data: ";
  codec::JsonWriter json(out);
  json.begin_object().key("type").value("positions").key("data").begin_object();
  write_positions(json, order);
  json.key("timestamp").value(lab_time(order.front().timestamp)).key("race_id").value(race_id);
  json.end_object().end_object();
  out += "\n\n";
  return out;
}

}  // namespace

std::string_view LabStream::keep_alive() const { return kPing; }
std::string_view AllRacesStream::keep_alive() const { return kPing; }

bool LabStream::pull(std::string& out) {
  const std::uint64_t version = feed_->version();
  if (version == sent_) return true;
  sent_ = version;
  out += *feed_->rendered([this](const auto& order) { return positions_event(race_id_, order); });
  return true;
}

bool AllRacesStream::pull(std::string& out) {
  for (const lab::LabStore::Running& running : store_.running()) {
    const std::string& id = running.race.race_id;
    if (!races_.contains(id)) races_.try_emplace(id, id, store_.feed(id));
  }
  for (auto& [id, stream] : races_) stream.pull(out);
  return true;
}

}  // namespace slipstream::api
