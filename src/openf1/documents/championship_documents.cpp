#include "openf1/documents/championship_documents.hpp"

#include "openf1/query/python_number.hpp"

namespace slipstream::openf1 {
namespace {

/// A position of 0 says nothing.
void take_position(const source::Patch<int>& patch, std::optional<int>& position) {
  if (patch.value().value_or(0) > 0) position = patch.value();
}

void take_points(const source::Patch<double>& patch, std::optional<double>& points) {
  if (patch.value()) points = patch.value();
}

}  // namespace

void ChampionshipDocuments::Standing::update(const source::PredictedStanding& patch) {
  if (patch.team_name.value()) team_name = patch.team_name.value();
  take_position(patch.current_position, position_start);
  take_position(patch.predicted_position, position_current);
  take_points(patch.current_points, points_start);
  take_points(patch.predicted_points, points_current);
}

Document ChampionshipDocuments::Standing::document(Value who) const {
  return {std::move(who), value_or_null(position_start), value_or_null(position_current),
          value_or_null(points_start), value_or_null(points_current)};
}

void ChampionshipDocuments::take(const source::ChampionshipPrediction& prediction) {
  for (const source::PredictedStanding& patch : prediction.drivers) {
    const auto number = parse_python_int(patch.key);
    if (!number) continue;
    Standing& standing = driver_standings_[patch.key];
    standing.update(patch);
    drivers_.put(patch.key, standing.document(*number));
  }
  for (const source::PredictedStanding& patch : prediction.teams) {
    Standing& standing = team_standings_[patch.key];
    standing.update(patch);
    teams_.put(patch.key, standing.document(value_or_null(standing.team_name)));
  }
}

}  // namespace slipstream::openf1
