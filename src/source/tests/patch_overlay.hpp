#pragma once

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "source/feed_event.hpp"

/// Partial updates carried out in their own types, for comparing with a merge of the JSON itself: `overlay`
/// applies an update to a state that is a patch too, `same` compares what two states say.
namespace slipstream::source {

/// The fields of a patch that are patches themselves. `Like` is its type, const or not.
template <class Like>
auto fields(Like& x) {
  using T = std::remove_const_t<Like>;
  if constexpr (std::is_same_v<T, SectorPatch>) {
    return std::tie(x.value, x.previous_value, x.status, x.overall_fastest, x.personal_fastest, x.stopped,
                    x.segments);
  } else if constexpr (std::is_same_v<T, SpeedPatch>) {
    return std::tie(x.value, x.overall_fastest, x.personal_fastest);
  } else if constexpr (std::is_same_v<T, PartGaps>) {
    return std::tie(x.to_fastest, x.to_ahead);
  } else if constexpr (std::is_same_v<T, LapTimePatch>) {
    return std::tie(x.value, x.lap, x.overall_fastest, x.personal_fastest);
  } else if constexpr (std::is_same_v<T, CarTiming>) {
    return std::tie(x.position, x.line, x.show_position, x.gap_to_leader, x.interval, x.part_gaps, x.catching,
                    x.number_of_laps, x.number_of_pit_stops, x.last_lap_time, x.best_lap_time,
                    x.best_lap_times, x.sectors, x.i1, x.i2, x.fl, x.st, x.in_pit, x.pit_out, x.stopped,
                    x.retired, x.knocked_out, x.cut_off, x.status);
  } else if constexpr (std::is_same_v<T, StintPatch>) {
    return std::tie(x.compound, x.fresh, x.tyres_not_changed, x.total_laps, x.start_laps, x.lap_time,
                    x.lap_number, x.lap_flags);
  } else if constexpr (std::is_same_v<T, CarTyres>) {
    return std::tie(x.line, x.grid_position, x.stints);
  } else if constexpr (std::is_same_v<T, BestValue>) {
    return std::tie(x.time, x.speed_kmh, x.position, x.lap);
  } else {
    static_assert(std::is_same_v<T, CarStats>);
    return std::tie(x.personal_best_lap, x.best_sectors, x.i1, x.i2, x.fl, x.st);
  }
}

template <class T>
void overlay(T& state, const T& update);
inline void overlay(int& state, int update) { state = update; }
template <class T>
void overlay(Patch<T>& state, const Patch<T>& update) {
  if (update.present()) state = update;
}
template <class T>
void overlay(ListPatch<T>& state, const ListPatch<T>& update) {
  if (update.whole) state.items.clear();
  for (const auto& [index, entry] : update.items) {
    const auto found = std::ranges::find(state.items, index, [](const auto& item) { return item.first; });
    overlay(found != state.items.end() ? found->second : state.items.emplace_back(index, T{}).second, entry);
  }
}
template <class T>
void overlay(T& state, const T& update) {
  auto to = fields(state);
  const auto from = fields(update);
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (overlay(std::get<I>(to), std::get<I>(from)), ...);
  }(std::make_index_sequence<std::tuple_size_v<decltype(to)>>{});
}

template <class T>
bool same(const T& a, const T& b);
inline bool same(int a, int b) { return a == b; }
/// Cleared and never mentioned are the same: not known.
template <class T>
bool same(const Patch<T>& a, const Patch<T>& b) {
  return a.value() == b.value();
}
template <class T>
bool same(const ListPatch<T>& a, const ListPatch<T>& b) {
  return std::ranges::equal(a.items, b.items, [](const auto& x, const auto& y) {
    return x.first == y.first && same(x.second, y.second);
  });
}
template <class T>
bool same(const T& a, const T& b) {
  const auto x = fields(a);
  const auto y = fields(b);
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return (same(std::get<I>(x), std::get<I>(y)) && ...);
  }(std::make_index_sequence<std::tuple_size_v<decltype(x)>>{});
}

}  // namespace slipstream::source
