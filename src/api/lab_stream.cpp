#include "api/lab_stream.hpp"

#include "api/lab_json.hpp"

namespace slipstream::api {

namespace {

/// Sent as often as other streams get a comment, which is more often than the lab's page needs it.
constexpr std::string_view kPing = "data: {\"type\": \"ping\"}\n\n";

}  // namespace

std::string_view LabStream::keep_alive() const { return kPing; }
std::string_view AllRacesStream::keep_alive() const { return kPing; }

bool LabStream::pull(std::string& out) {
  const std::uint64_t version = feed_->version();
  if (version == sent_) return true;
  sent_ = version;
  const auto positions = feed_->positions();
  if (positions->empty()) return true;
  out += "data: ";
  codec::JsonWriter json(out);
  json.begin_object().key("type").value("positions").key("data").begin_object();
  write_positions(json, *positions);
  json.key("timestamp").value(lab_time(positions->front().timestamp)).key("race_id").value(race_id_);
  json.end_object().end_object();
  out += "\n\n";
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
