#include "prepare/summary/lap_revisions.hpp"

#include <map>
#include <utility>
#include <vector>

namespace slipstream::prepare {
namespace {

struct LapHistory {
  domain::Lap told;
  std::optional<double> lateness_s;
  bool revised = false, settled_at_end = false;
};

}  // namespace

LapRevisions lap_revisions_of(std::span<const domain::SessionMessage> messages) {
  std::map<std::pair<domain::CarNumber, int>, LapHistory> histories;
  for (const domain::SessionMessage& message : messages) {
    const auto* lap = std::get_if<domain::Lap>(&message.body);
    if (lap == nullptr || !message.car) continue;
    const auto [found, is_new] = histories.try_emplace({message.car->number, lap->lap_number}, *lap);
    LapHistory& history = found->second;
    const bool changed = is_new || !same_content(history.told, *lap);
    history.told = *lap;
    if (!changed) continue;
    if (lap->final) {
      history.settled_at_end = true;
    } else if (!is_new) {
      history.revised = true;
      if (lap->lap_end) history.lateness_s = base::seconds(message.time - *lap->lap_end);
    }
  }

  LapRevisions revisions;
  std::vector<double> lateness;
  for (const auto& [lap, history] : histories) {
    ++revisions.laps;
    revisions.revised += history.revised ? 1 : 0;
    revisions.settled_at_end += history.settled_at_end ? 1 : 0;
    if (history.lateness_s) lateness.push_back(*history.lateness_s);
  }
  revisions.lateness_s = distribution_of(lateness);
  return revisions;
}

}  // namespace slipstream::prepare
