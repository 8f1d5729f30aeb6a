#include "simulate/lab/passes.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace slipstream::simulate::lab {
namespace {

constexpr int kRounds = 16;
constexpr std::size_t kBestStart = 4, kWorstStart = 9;  ///< places, from 0
/// Passing one who is as good; and how much better odds a whole unit of strength gives.
constexpr double kPassChance = 0.16, kPassChancePerStrength = 0.35, kLeastPassChance = 0.03;
constexpr double kFormDeviation = 0.2;
constexpr double kSetbackChance = 0.6;
constexpr std::size_t kRoundsForASetback = 4;

/// What the followed driver does in a round.
enum class Move : std::uint8_t { hold, gain, lose };

/// From 0.
std::size_t draw_goal(Random& random, std::size_t drivers) {
  const double draw = random.uniform();
  const std::size_t goal = draw < 0.4 ? 0 : draw < 0.75 ? 1 : 2;
  return std::min(goal, drivers - 1);
}

std::size_t draw_start(Random& random, std::size_t goal, std::size_t drivers, std::size_t rounds) {
  const std::size_t worst = std::min({kWorstStart, goal + rounds, drivers - 1});
  const std::size_t best = std::min(kBestStart, worst);
  return best + random.next() % (worst - best + 1);
}

/// `gains` places in all over the rounds, evenly but not regularly; perhaps one more is lost and won back.
std::vector<Move> draw_moves(Random& random, std::size_t gains, std::size_t rounds) {
  std::vector<Move> moves(gains, Move::gain);
  if (gains >= 2 && rounds >= gains + kRoundsForASetback && random.chance(kSetbackChance)) {
    const auto place = 1 + static_cast<std::ptrdiff_t>(random.next() % (gains - 1));
    moves.insert(moves.begin() + place, {Move::lose, Move::gain});
  }
  std::vector<Move> by_round(rounds, Move::hold);
  for (std::size_t move = 0; move < moves.size(); ++move) {
    const std::size_t first = rounds * move / moves.size(), end = rounds * (move + 1) / moves.size();
    by_round[first + random.next() % (end - first)] = moves[move];
  }
  return by_round;
}

std::vector<double> draw_form(Random& random, const std::vector<Driver>& drivers) {
  std::vector<double> form;
  form.reserve(drivers.size());
  for (const Driver& driver : drivers) form.push_back(driver.strength + random.normal(0, kFormDeviation));
  return form;
}

/// The better ahead, with some luck; the followed driver where he has to be.
std::vector<std::size_t> draw_grid(Random& random, const std::vector<double>& form, std::size_t followed,
                                   std::size_t start) {
  std::vector<double> qualifying;
  qualifying.reserve(form.size());
  for (const double strength : form) qualifying.push_back(strength + random.normal(0, kFormDeviation));
  std::vector<std::size_t> grid(form.size());
  std::iota(grid.begin(), grid.end(), std::size_t{0});
  std::erase(grid, followed);
  std::ranges::stable_sort(grid, [&](std::size_t a, std::size_t b) { return qualifying[a] > qualifying[b]; });
  grid.insert(grid.begin() + static_cast<std::ptrdiff_t>(start), followed);
  return grid;
}

/// Around the middle of the round and well between two updates, so that no update finds two cars side by
/// side.
double draw_instant(Random& random, int updates_per_round) {
  const double drawn = updates_per_round * random.uniform(0.3, 0.7);
  const double update = std::floor(drawn);
  return update + std::clamp(drawn - update, 0.3, 0.7);
}

/// Whether the car at `place` is passed in this round by the one behind it, who is so much stronger.
bool is_passed(std::size_t place, double advantage, Move followed, std::size_t followed_place,
               Random& random) {
  if (place == followed_place) return followed == Move::lose;
  if (place + 1 == followed_place) return followed == Move::gain;
  if (place + 2 == followed_place && followed == Move::gain)
    return false;  // the one behind is passed himself
  return random.chance(std::max(kLeastPassChance, kPassChance + kPassChancePerStrength * advantage));
}

/// As much time as there is to each car's pass before and after, a round at most.
void give_reach(RacePlan& plan) {
  for (Pass& pass : plan.passes) {
    pass.reach_s = plan.round_s;
    for (const Pass& other : plan.passes) {
      const bool shared = other.passing == pass.passing || other.passing == pass.passed ||
                          other.passed == pass.passing || other.passed == pass.passed;
      if (&other != &pass && shared) pass.reach_s = std::min(pass.reach_s, std::abs(other.at_s - pass.at_s));
    }
  }
}

}  // namespace

RacePlan plan_passes(const RaceOptions& options, int updates, Random& random) {
  const int updates_per_round = std::max(1, updates / kRounds);
  const auto rounds = static_cast<std::size_t>(updates / updates_per_round - 1);  // the last one is calm
  const std::size_t goal = draw_goal(random, options.drivers.size());
  const std::size_t start = draw_start(random, goal, options.drivers.size(), rounds);
  const std::vector<Move> moves = draw_moves(random, start - goal, rounds);
  const std::vector<double> form = draw_form(random, options.drivers);

  const double interval_s = base::seconds(options.interval);
  RacePlan plan{.round_s = updates_per_round * interval_s,
                .grid = draw_grid(random, form, options.followed, start),
                .passes = {}};
  std::vector<std::size_t> order = plan.grid;
  for (std::size_t number = 0; number < rounds; ++number) {
    const auto followed =
        static_cast<std::size_t>(std::ranges::find(order, options.followed) - order.begin());
    for (std::size_t place = 0; place + 1 < order.size(); ++place) {
      const double advantage = form[order[place + 1]] - form[order[place]];
      if (!is_passed(place, advantage, moves[number], followed, random)) continue;
      const double at_s =
          static_cast<double>(number) * plan.round_s + draw_instant(random, updates_per_round) * interval_s;
      plan.passes.push_back(
          {.at_s = at_s, .reach_s = 0, .passing = order[place + 1], .passed = order[place]});
      std::swap(order[place], order[place + 1]);
      ++place;  // whoever was passed has had his pass of this round
    }
  }
  give_reach(plan);
  return plan;
}

}  // namespace slipstream::simulate::lab
