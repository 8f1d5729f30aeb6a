#pragma once

#include <map>
#include <optional>

#include "openf1/documents/document_list.hpp"
#include "openf1/documents/lap_state.hpp"
#include "source/feed_event.hpp"

namespace slipstream::openf1 {

/// `laps`: a version of a lap at the end of each line that changed it. Timing counts only once tyres are
/// known, and a car's first datum makes its lap 1, whatever lap it is on; in races, laps that begin after the
/// chequered flag are not given out.
class LapDocuments {
 public:
  void take(const source::SessionInfoUpdate& info) { is_race_ = info.type == "Race"; }
  void take(UtcTime date, const source::RaceControlMessages& control);
  void take(UtcTime date, const source::SessionData& data);
  void take(UtcTime date, const source::TimingAppData& tyres);
  void take(UtcTime date, const source::TimingData& timing);
  [[nodiscard]] std::vector<Document> finish(SessionKeys keys) { return list_.finish(keys); }

 private:
  void take_car(UtcTime date, const source::CarTiming& car);
  void take_sector(UtcTime date, CarLapStates& laps, std::size_t sector, const source::SectorPatch& patch);
  void put_changed(domain::CarNumber car);

  DocumentList list_{Collection::laps};
  std::map<domain::CarNumber, CarLapStates> cars_;
  bool is_race_ = false;
  bool tyres_are_known_ = false;
  std::optional<UtcTime> chequered_flag_;  ///< races only
};

}  // namespace slipstream::openf1
