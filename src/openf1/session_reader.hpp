#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "openf1/documents/championship_documents.hpp"
#include "openf1/documents/driver_documents.hpp"
#include "openf1/documents/interval_documents.hpp"
#include "openf1/documents/lap_documents.hpp"
#include "openf1/documents/overtake_documents.hpp"
#include "openf1/documents/pit_documents.hpp"
#include "openf1/documents/position_documents.hpp"
#include "openf1/documents/race_control_documents.hpp"
#include "openf1/documents/result_documents.hpp"
#include "openf1/documents/stint_documents.hpp"
#include "openf1/documents/team_radio_documents.hpp"
#include "openf1/documents/weather_documents.hpp"
#include "openf1/session.hpp"
#include "openf1/telemetry_rows.hpp"

namespace slipstream::openf1 {

/// Hands the events of a source to the makers of documents in OpenF1's order: by time, and at one time by the
/// topic's name. Telemetry goes into its columns at once; other events are few and kept until all are read.
class SessionReader {
 public:
  explicit SessionReader(std::optional<UtcTime> zero) : zero_(zero) {}

  void take(source::FeedEvent event);
  /// After the last event.
  [[nodiscard]] std::shared_ptr<const Session> finish(SessionKeys keys);

 private:
  struct Kept {
    std::string_view topic;
    source::FeedEvent event;
  };

  void take_cars(const source::CarDataPacket& packet);
  void take_positions(const source::PositionPacket& packet);
  void hand_out(const source::FeedEvent& event, UtcTime zero);

  std::optional<UtcTime> zero_;
  std::vector<Kept> kept_;
  std::unique_ptr<TelemetryRows> car_data_ = std::make_unique<TelemetryRows>(Collection::car_data);
  std::unique_ptr<TelemetryRows> location_ = std::make_unique<TelemetryRows>(Collection::location);
  ChampionshipDocuments championship_;
  DriverDocuments drivers_;
  IntervalDocuments intervals_;
  LapDocuments laps_;
  OvertakeDocuments overtakes_;
  PitDocuments pit_;
  PositionDocuments position_;
  RaceControlDocuments race_control_;
  ResultDocuments results_;
  StintDocuments stints_;
  TeamRadioDocuments team_radio_;
  WeatherDocuments weather_;
};

}  // namespace slipstream::openf1
