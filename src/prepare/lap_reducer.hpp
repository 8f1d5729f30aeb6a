#pragma once

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "domain/lap.hpp"
#include "prepare/car_laps.hpp"
#include "prepare/lap_alignment.hpp"
#include "prepare/lap_facts.hpp"
#include "prepare/message_sink.hpp"
#include "source/feed_event.hpp"

namespace slipstream::prepare {

/// The laps of all cars. A `lap` message when a lap ends (revision 0) and whenever it changes afterwards; all
/// laps once more, `final`, at the end of the session. Not for several threads.
class LapReducer {
 public:
  void apply(const source::TimingData& data, LapRows::Update kind, const LapFacts& facts, MessageSink& sink);
  void apply(const source::TimingAppData& data, const LapFacts& facts, MessageSink& sink);
  /// Race control deleted or reinstated a lap of that car.
  void reconsider(domain::CarNumber car, const LapFacts& facts, MessageSink& sink);
  /// The session is over: laps that were never counted are added, races are aligned (LapAlignment).
  void finish(const LapFacts& facts, MessageSink& sink);

  /// The lap a car is on; nullopt before it leaves the pits for the first time.
  [[nodiscard]] std::optional<int> current_lap(domain::CarNumber car, const LapFacts& facts) const;
  /// As last published, in order.
  [[nodiscard]] std::span<const domain::Lap> laps(domain::CarNumber car) const;
  /// Of each of `laps(car)` after finish().
  [[nodiscard]] std::vector<SectorEnds> sector_ends(domain::CarNumber car) const;
  /// When Q2 and Q3 began, as far as they did: with the first best lap announced of any car.
  [[nodiscard]] std::vector<SessionTime> part_starts() const;
  /// What the tyres and lap number of a car were from when to when; the running lap is the last step.
  [[nodiscard]] std::vector<LapStep> steps(domain::CarNumber car, SessionTime now,
                                           const LapFacts& facts) const;

 private:
  struct Car {
    CarLaps feed;
    std::vector<domain::Lap> published;
    std::vector<GapSample> gaps;
  };
  void publish(domain::CarNumber number, Car& car, std::vector<domain::Lap> laps, MessageSink& sink);
  void publish_ended(domain::CarNumber number, Car& car, const LapFacts& facts, MessageSink& sink);
  /// Position among the cars that have ended that lap; of equal times the lower number is first.
  [[nodiscard]] int rank(domain::CarNumber number, const domain::Lap& lap) const;
  void align(const LapFacts& facts);

  std::map<domain::CarNumber, Car> cars_;
};

}  // namespace slipstream::prepare
