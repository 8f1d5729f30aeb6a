#include "prepare/stint_log.hpp"

#include <algorithm>
#include <map>

namespace slipstream::prepare {
namespace {

/// No session has more; a hostile feed must not grow the log without bound.
constexpr std::size_t kMaxMessages = 4096;

constexpr int kMaxTyreLife = 1000;

}  // namespace

std::optional<int> plausible_tyre_life(std::optional<int> laps) {
  return laps && *laps >= 0 && *laps <= kMaxTyreLife ? laps : std::nullopt;
}

void StintLog::apply(const source::CarTyres& update, SessionTime time) {
  for (const auto& [index, stint] : update.stints.items) {
    if (messages_.size() >= kMaxMessages) return;
    messages_.push_back({.time = time,
                         .stint = index,
                         .compound = stint.compound.value(),
                         .fresh = stint.fresh.value(),
                         .start_laps = plausible_tyre_life(stint.start_laps.value())});
  }
}

bool StintLog::has_corrections() const {
  for (std::size_t i = 0; i < messages_.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (messages_[i].stint == messages_[j].stint) return true;
    }
  }
  return false;
}

void StintLog::spread_bunched(std::vector<Message>& messages, std::span<const SessionTime> brackets,
                              SessionTime race_start) {
  const SessionTime first = messages.front().time;
  if (first < race_start) return;
  const bool bunched = std::ranges::any_of(messages, [&](const Message& message) {
    return message.time == first && message.stint != messages.front().stint;
  });
  if (!bunched) return;
  for (Message& message : messages) {
    if (message.time != first || message.stint + 1 >= brackets.size()) continue;
    message.time = brackets[message.stint] + Milliseconds{1};
  }
}

void StintLog::correct_counters(std::vector<Message>& messages, std::span<const SessionTime> brackets) {
  std::size_t expected = 0;
  for (std::size_t i = 0; i + 1 < brackets.size(); ++i) {
    bool concerned = false;
    for (Message& message : messages) {
      if (message.time < brackets[i] || message.time > brackets[i + 1]) continue;
      // The count can rise by one only between two visits to the pits.
      message.stint = std::min(message.stint, expected);
      concerned = concerned || message.stint == expected;
    }
    if (concerned) ++expected;
  }
}

std::vector<StintLog::Message> StintLog::fold(const std::vector<Message>& messages) {
  std::vector<Message> folded;
  for (const Message& message : messages) {
    const auto known = std::ranges::find(folded, message.stint, &Message::stint);
    if (known == folded.end()) {
      folded.push_back(message);
      continue;
    }
    if (message.compound) known->compound = message.compound;
    if (message.fresh) known->fresh = message.fresh;
    if (message.start_laps) known->start_laps = message.start_laps;
  }
  std::ranges::stable_sort(folded, {}, &Message::time);
  return folded;
}

std::vector<std::optional<LapTyres>> StintLog::tyres_of(std::span<const LapSpan> laps,
                                                        std::optional<SessionTime> race_start) const {
  std::vector<std::optional<LapTyres>> tyres(laps.size());
  if (messages_.empty()) return tyres;
  std::vector<Message> messages = messages_;
  if (has_corrections()) {
    std::vector<SessionTime> brackets{SessionTime::min()};
    for (const LapSpan& lap : laps) {
      if (lap.ends_in_pits) brackets.push_back(lap.end);
    }
    brackets.push_back(SessionTime::max());
    if (race_start && brackets.size() > 2) spread_bunched(messages, brackets, *race_start);
    correct_counters(messages, brackets);
  }
  messages = fold(messages);

  std::map<std::size_t, int> laps_driven;
  std::size_t next = 0;
  for (std::size_t i = 0; i < laps.size(); ++i) {
    while (next < messages.size() && messages[next].time <= laps[i].end) ++next;
    if (next == 0) continue;
    const Message& stint = messages[next - 1];
    const int driven = ++laps_driven[stint.stint];
    tyres[i] = LapTyres{.stint = static_cast<int>(stint.stint) + 1,
                        .compound = stint.compound,
                        .fresh = stint.fresh,
                        .tyre_life = std::nullopt};
    if (stint.start_laps) tyres[i]->tyre_life = *stint.start_laps + driven;
  }
  return tyres;
}

}  // namespace slipstream::prepare
