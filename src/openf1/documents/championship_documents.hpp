#pragma once

#include <map>
#include <optional>
#include <string>

#include "openf1/documents/document_list.hpp"
#include "source/feed_event.hpp"

namespace slipstream::openf1 {

/// `championship_drivers` and `championship_teams`: the standings before the race, and as they would be if it
/// ended now.
class ChampionshipDocuments {
 public:
  void take(const source::ChampionshipPrediction& prediction);
  [[nodiscard]] std::vector<Document> finish_drivers(SessionKeys keys) { return drivers_.finish(keys); }
  [[nodiscard]] std::vector<Document> finish_teams(SessionKeys keys) { return teams_.finish(keys); }

 private:
  struct Standing {
    std::optional<std::string> team_name;
    std::optional<int> position_start, position_current;
    std::optional<double> points_start, points_current;

    void update(const source::PredictedStanding& patch);
    /// The fields behind meeting_key and session_key; `who` is the driver's number or the team's name.
    [[nodiscard]] Document document(Value who) const;
  };

  DocumentList drivers_{Collection::championship_drivers}, teams_{Collection::championship_teams};
  std::map<std::string, Standing> driver_standings_, team_standings_;  ///< by the feed's key
};

}  // namespace slipstream::openf1
