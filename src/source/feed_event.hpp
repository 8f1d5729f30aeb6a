#pragma once

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/time.hpp"
#include "domain/patch.hpp"
#include "domain/samples.hpp"
#include "domain/timing.hpp"
#include "domain/track.hpp"
#include "source/race_feed.hpp"
#include "source/session_updates.hpp"

/// The live-timing feed as typed events: one struct per topic, partial as the feed sends it. Facts about the
/// topics come from the formats notes of this project and from FastF1's and undercut-f1's public sources.
namespace slipstream::source {

using domain::CarNumber;
using domain::ListPatch;
using domain::Patch;

/// CarData.z: one packet, the samples of all cars at 1–8 instants.
struct CarDataPacket {
  std::vector<domain::CarSample> samples;
  friend bool operator==(const CarDataPacket&, const CarDataPacket&) = default;
};
/// Position.z.
struct PositionPacket {
  std::vector<domain::PositionSample> samples;
  friend bool operator==(const PositionPacket&, const PositionPacket&) = default;
};

/// CarCondition.z: a topic of our own, packed like CarData.z, with what the feed does not tell.
struct CarConditionPacket {
  std::vector<domain::CarCondition> samples;
  friend bool operator==(const CarConditionPacket&, const CarConditionPacket&) = default;
};

struct SectorPatch {
  Patch<Milliseconds> value, previous_value;
  Patch<int> status;
  Patch<bool> overall_fastest, personal_fastest, stopped;
  ListPatch<int> segments;  ///< status codes
  friend bool operator==(const SectorPatch&, const SectorPatch&) = default;
};

struct SpeedPatch {
  Patch<int> value;  ///< km/h
  Patch<bool> overall_fastest, personal_fastest;
  friend bool operator==(const SpeedPatch&, const SpeedPatch&) = default;
};

struct LapTimePatch {
  Patch<Milliseconds> value;
  Patch<int> lap;
  Patch<bool> overall_fastest, personal_fastest;
  friend bool operator==(const LapTimePatch&, const LapTimePatch&) = default;
};

/// "Stats" of qualifying: how far a car is behind in one part of it.
struct PartGaps {
  Patch<domain::Gap> to_fastest, to_ahead;
  friend bool operator==(const PartGaps&, const PartGaps&) = default;
};

/// One car's part of a TimingData update.
struct CarTiming {
  CarNumber car = 0;
  Patch<int> position, line;
  Patch<bool> show_position;
  Patch<domain::Gap> gap_to_leader, interval;  ///< of races; in practice the feed's TimeDiff… fields
  ListPatch<PartGaps> part_gaps;               ///< Q1, Q2, Q3
  Patch<bool> catching;
  Patch<int> number_of_laps, number_of_pit_stops;
  LapTimePatch last_lap_time, best_lap_time;
  ListPatch<LapTimePatch> best_lap_times;  ///< Q1, Q2, Q3
  ListPatch<SectorPatch> sectors;
  SpeedPatch i1, i2, fl, st;
  Patch<bool> in_pit, pit_out, stopped, retired, knocked_out, cut_off;
  Patch<int>
      status;  ///< bit field: 4 stopped, 8 retired, 16 in pit, 32 pit out, 128 knocked out, 256 cut off
  friend bool operator==(const CarTiming&, const CarTiming&) = default;
};
struct TimingData {
  std::vector<CarTiming> cars;
  Patch<int> session_part;
  ListPatch<int> no_entries;
  Patch<std::string> cut_off_time;
  Patch<double> cut_off_percentage;
  friend bool operator==(const TimingData&, const TimingData&) = default;
};

struct StintPatch {
  Patch<domain::Compound> compound;
  Patch<bool> fresh;  ///< "New"
  Patch<bool> tyres_not_changed;
  Patch<int> total_laps, start_laps;  ///< age now, age when fitted
  Patch<Milliseconds> lap_time;       ///< best of the stint
  Patch<int> lap_number, lap_flags;
  friend bool operator==(const StintPatch&, const StintPatch&) = default;
};
struct CarTyres {
  CarNumber car = 0;
  Patch<int> line, grid_position;
  ListPatch<StintPatch> stints;
  friend bool operator==(const CarTyres&, const CarTyres&) = default;
};
struct TimingAppData {
  std::vector<CarTyres> cars;
  friend bool operator==(const TimingAppData&, const TimingAppData&) = default;
};
struct TyreStintSeries {
  std::vector<CarTyres> cars;
  friend bool operator==(const TyreStintSeries&, const TyreStintSeries&) = default;
};

struct DriverEntry {
  CarNumber car = 0;
  Patch<std::string> tla, full_name, broadcast_name, first_name, last_name, team_name, team_color,
      country_code, reference, headshot_url;
  Patch<int> line;
  friend bool operator==(const DriverEntry&, const DriverEntry&) = default;
};
struct DriverList {
  std::vector<DriverEntry> drivers;
  friend bool operator==(const DriverList&, const DriverList&) = default;
};

struct RaceControlEntry {
  std::optional<UtcTime> utc;  ///< whole seconds
  domain::RaceControl message;
  std::string status, mode;  ///< "ENABLED", "SAFETY CAR", …
  friend bool operator==(const RaceControlEntry&, const RaceControlEntry&) = default;
};
struct RaceControlMessages {
  ListPatch<RaceControlEntry> messages;
  friend bool operator==(const RaceControlMessages&, const RaceControlMessages&) = default;
};

struct TopThreeLine {
  Patch<CarNumber> car;
  Patch<int> position, lap_state;
  Patch<Milliseconds> lap_time;
  Patch<std::string> diff_to_ahead, diff_to_leader;
  Patch<bool> overall_fastest, personal_fastest;
  friend bool operator==(const TopThreeLine&, const TopThreeLine&) = default;
};
struct TopThree {
  ListPatch<TopThreeLine> lines;
  friend bool operator==(const TopThree&, const TopThree&) = default;
};

struct BestValue {
  Patch<Milliseconds> time;
  Patch<int> speed_kmh, position, lap;
  friend bool operator==(const BestValue&, const BestValue&) = default;
};
struct CarStats {
  CarNumber car = 0;
  BestValue personal_best_lap;
  ListPatch<BestValue> best_sectors;
  BestValue i1, i2, fl, st;
  friend bool operator==(const CarStats&, const CarStats&) = default;
};
struct TimingStats {
  std::string session_type;
  std::vector<CarStats> cars;
  friend bool operator==(const TimingStats&, const TimingStats&) = default;
};

/// A topic this program does not know (yet): kept, counted, not interpreted.
struct UnknownTopic {
  std::string topic;
  friend bool operator==(const UnknownTopic&, const UnknownTopic&) = default;
};

/// What an event says: one alternative per kind of topic.
using FeedBody =
    std::variant<CarDataPacket, PositionPacket, TimingData, TimingAppData, DriverList, SessionInfoUpdate,
                 SessionStatus, SessionData, domain::TrackStatus, LapCount, RaceControlMessages,
                 domain::Weather, ExtrapolatedClock, TopThree, TimingStats, TeamRadio, Heartbeat,
                 MediaStreams, PitLaneTimes, PitStopSeries, TyreStintSeries, DriverRaceInfo,
                 ChampionshipPrediction, CarConditionPacket, UnknownTopic>;

/// One event of the feed.
struct FeedEvent {
  SessionTime time;       ///< the line's stamp; of a recording: its UTC minus the session's zero
  bool complete = false;  ///< a key frame: the object replaces the topic's state ("_kf", initial state)
  FeedBody body;
  friend bool operator==(const FeedEvent&, const FeedEvent&) = default;
};

}  // namespace slipstream::source
