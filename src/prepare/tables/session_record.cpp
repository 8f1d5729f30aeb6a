#include "prepare/tables/session_record.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>
#include <variant>

#include "prepare/session_state.hpp"
#include "prepare/tables/generated_laps.hpp"

namespace slipstream::prepare {
namespace {

void take_text(std::string& field, const domain::Patch<std::string>& patch) {
  if (patch.value()) field = *patch.value();
}

/// Keeps of each event what the tables show and the session's state does not keep.
class RecordReader {
 public:
  RecordReader(source::Source& source, SessionRecord& record)
      : source_(source), record_(record), state_(source.kind()) {}

  Result<void> read(const std::stop_token& stop) {
    std::vector<domain::SessionMessage> messages;
    SessionTime last = SessionTime::min();
    while (true) {
      if (stop.stop_requested()) return fail(ErrorCode::interrupted, "stopped while reading the session");
      auto event = source_.next();
      if (!event) return propagate(event);
      if (!*event) break;
      state_.set_zero(source_.zero());
      state_.feed(**event, messages);
      messages.clear();
      time_ = (*event)->time;
      last = std::max(last, time_);
      std::visit([this](const auto& body) { take(body); }, (*event)->body);
    }
    state_.finish(last, messages);
    return {};
  }

  void finish() {
    record_.info = state_.info();
    record_.zero = source_.zero();
    record_.started_at = state_.started_at();
    record_.part_starts = state_.part_starts();
    record_.track_steps = state_.track_statuses();
    record_.report = source_.report();
    if (samples_.damaged() > 0) record_.report.missing_values["sample time"] += samples_.damaged();
    // A recording has the topic from where it begins, and the list of all changes with their UTC.
    if (record_.session_statuses.empty() || record_.info.source == "recording") {
      if (!other_statuses_.empty()) record_.session_statuses = std::move(other_statuses_);
    }
    for (const domain::Driver& driver : record_.info.drivers) record_.drivers.push_back(of(driver));
  }

 private:
  DriverRecord of(const domain::Driver& driver) {
    DriverRecord made = std::move(texts_[driver.number]);
    made.driver = driver;
    const auto ends = state_.sector_ends(driver.number);
    for (domain::Lap lap : state_.laps(driver.number)) {
      const std::size_t index = made.laps.size();
      lap.accurate = lap.accurate == true;
      const bool deleted = lap.deleted;
      made.laps.push_back({std::move(lap), index < ends.size() ? ends[index] : SectorEnds{}, false, deleted});
    }
    if (const auto* tyres = state_.stints(driver.number)) made.tyres = *tyres;
    made.samples = samples_.take(driver.number);
    return made;
  }

  void take(const source::CarDataPacket& packet) { samples_.add(packet, time_); }
  void take(const source::PositionPacket& packet) { samples_.add(packet, time_); }
  void take(const domain::Weather& weather) { record_.weather.push_back({time_, weather}); }
  void take(const domain::TrackStatus& status) { record_.track_statuses.push_back({time_, status}); }
  void take(const source::SessionStatus& status) {
    record_.session_statuses.push_back({time_, status.status});
  }
  void take(const source::SessionData& data) {
    for (const auto& [index, entry] : data.status_series.items) {
      if (index < statuses_seen_) continue;  // a list may be sent again as a whole
      statuses_seen_ = index + 1;
      if (entry.session_status.empty()) continue;
      const bool exact = entry.utc && source_.zero();
      other_statuses_.push_back(
          {exact ? SessionTime{*entry.utc - *source_.zero()} : time_, entry.session_status});
    }
  }
  void take(const source::RaceControlMessages& messages) {
    for (const auto& [index, entry] : messages.messages.items) {
      if (index < messages_seen_) continue;
      messages_seen_ = index + 1;
      record_.race_control.push_back(entry);
    }
  }
  void take(const source::DriverList& list) {
    for (const source::DriverEntry& entry : list.drivers) {
      DriverRecord& driver = texts_[entry.car];
      take_text(driver.broadcast_name, entry.broadcast_name);
      take_text(driver.first_name, entry.first_name);
      take_text(driver.last_name, entry.last_name);
      take_text(driver.headshot_url, entry.headshot_url);
      take_text(driver.country_code, entry.country_code);
    }
  }
  template <class Other>
  void take(const Other&) {}

  source::Source& source_;
  SessionRecord& record_;
  SessionState state_;
  SampleStore samples_;
  SessionTime time_;  // of the event at hand
  std::size_t messages_seen_ = 0;
  std::size_t statuses_seen_ = 0;
  std::vector<At<std::string>> other_statuses_;  // of SessionData
  std::map<domain::CarNumber, DriverRecord> texts_;
};

}  // namespace

Result<SessionRecord> read_record(source::Source& source, const source::Progress& progress,
                                  const std::stop_token& stop) {
  SessionRecord record;
  RecordReader reader{source, record};
  if (auto read = reader.read(stop); !read) return propagate(read);
  reader.finish();
  const bool is_empty = record.drivers.empty() && record.weather.empty() && record.race_control.empty() &&
                        record.track_statuses.empty() && record.session_statuses.empty();
  if (is_empty) {
    return fail(ErrorCode::invalid_input, "no session in it: neither a driver nor anything a table shows");
  }
  add_generated_laps(record);
  if (progress) progress(1.0);
  return record;
}

}  // namespace slipstream::prepare
