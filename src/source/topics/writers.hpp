#pragma once

#include "source/feed_event.hpp"
#include "source/feed_json.hpp"

/// One writer per topic: the members of the topic's JSON object, spelled as the feed spells them. What a
/// reader of readers.hpp makes of them is the body again.
namespace slipstream::source {

void write(FeedJson& json, const TimingData& timing);
void write(FeedJson& json, const TimingAppData& tyres);
void write(FeedJson& json, const TyreStintSeries& series);
void write(FeedJson& json, const TimingStats& stats);
void write(FeedJson& json, const TopThree& top);
void write(FeedJson& json, const DriverList& list);
void write(FeedJson& json, const SessionInfoUpdate& info);
void write(FeedJson& json, const SessionStatus& status);
void write(FeedJson& json, const SessionData& data);
void write(FeedJson& json, const LapCount& count);
void write(FeedJson& json, const ExtrapolatedClock& clock);
void write(FeedJson& json, const Heartbeat& heartbeat);
void write(FeedJson& json, const domain::TrackStatus& track);
void write(FeedJson& json, const domain::Weather& weather);
void write(FeedJson& json, const RaceControlMessages& control);
void write(FeedJson& json, const TeamRadio& radio);
void write(FeedJson& json, const MediaStreams& media);
void write(FeedJson& json, const PitLaneTimes& lane);
void write(FeedJson& json, const PitStopSeries& series);
void write(FeedJson& json, const DriverRaceInfo& race);
void write(FeedJson& json, const ChampionshipPrediction& prediction);

/// A map from car numbers to objects; write_members(car) writes the members of one.
template <class Car, class WriteMembers>
void write_cars(FeedJson& json, const std::vector<Car>& cars, WriteMembers write_members) {
  std::string number;
  for (const Car& car : cars) {
    number.clear();
    spell(number, car.car);
    json.object(number, [&] { write_members(car); });
  }
}

}  // namespace slipstream::source
