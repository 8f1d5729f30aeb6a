#pragma once

#include <array>
#include <map>
#include <optional>
#include <vector>

#include "domain/timing.hpp"
#include "openf1/documents/document_list.hpp"
#include "source/feed_event.hpp"

namespace slipstream::openf1 {

/// `session_result` as the timing screen stands when the feed ends, and a race's `starting_grid`. OpenF1
/// takes both from official pages; what only these know (points, a driver who did not start or was
/// disqualified, the winner's time, penalties after the flag) is null or not in it.
class ResultDocuments {
 public:
  void take(const source::SessionInfoUpdate& info) { type_ = info.type; }
  void take(const source::TimingData& timing);
  void take(const source::TimingAppData& tyres);
  /// By position; none where the feed does not say what kind of session it is.
  [[nodiscard]] std::vector<Document> finish_results(SessionKeys keys) const;
  /// By position, under the key of the race, whose feed tells it.
  [[nodiscard]] std::vector<Document> finish_grid(SessionKeys keys) const;

 private:
  static constexpr std::size_t kParts = 3;  // Q1, Q2, Q3
  struct Car {
    std::optional<int> position, laps, grid;
    std::optional<Milliseconds> best;
    std::array<std::optional<Milliseconds>, kParts> part_bests;
    std::optional<domain::Gap> gap;
    std::optional<bool> retired;
  };
  [[nodiscard]] bool is_race() const { return type_ == "Race"; }
  void add_race_times(const Car& car, Document& result) const;
  void add_practice_times(const Car& car, Document& result) const;
  void add_qualifying_times(const Car& car, Document& result) const;
  [[nodiscard]] bool is_classified(const Car& car) const;

  std::string type_;
  std::map<domain::CarNumber, Car> cars_;
};

}  // namespace slipstream::openf1
