#include "source/simulation/simulation.hpp"

#include <algorithm>
#include <cstddef>
#include <variant>
#include <vector>

#include "simulate/race/race.hpp"
#include "source/simulation/session_feed.hpp"
#include "source/simulation/telemetry_feed.hpp"
#include "source/simulation/timing_feed.hpp"

namespace slipstream::source {
namespace {

class Simulation final : public Source {
 public:
  explicit Simulation(simulate::Race race)
      : race_(std::move(race)), session_(race_), timing_(race_), telemetry_(race_.options().seed) {
    session_.open(events_);
    timing_.open(SessionTime{}, events_);
  }

  Result<std::optional<FeedEvent>> next() override {
    while (next_ == events_.size()) {
      if (race_.over()) return std::nullopt;
      events_.clear();
      next_ = 0;
      step();
    }
    ++report_.lines;
    return std::move(events_[next_++]);
  }
  [[nodiscard]] std::optional<UtcTime> zero() const override { return race_.options().start; }
  [[nodiscard]] std::string kind() const override { return "simulation"; }
  [[nodiscard]] const InputReport& report() const override { return report_; }

 private:
  /// When the cars leave their garages, and when their tyres are announced.
  static constexpr SessionTime kPitsOpen{Milliseconds{5'000}}, kTyresKnown{Milliseconds{15'000}};

  void step() {
    const auto events = race_.step();
    const auto due = [&](SessionTime at) { return race_.step_begin() < at && at <= race_.now(); };
    if (due(kPitsOpen)) timing_.leave_pits(kPitsOpen, events_);
    if (due(kTyresKnown)) timing_.show_tyres(kTyresKnown, events_);
    session_.advance(events_);
    for (const simulate::RaceEvent& event : events) {
      std::visit([&](const auto& what) { tell(event.time, what); }, event.what);
    }
    telemetry_.advance(race_, events_);
    std::ranges::stable_sort(events_, {}, &FeedEvent::time);
  }

  template <class What>
  void tell(SessionTime time, const What& what) {
    if constexpr (requires { session_.on(time, what, events_); }) {
      session_.on(time, what, events_);
    } else {
      timing_.on(time, what, events_);
    }
  }
  void tell(SessionTime time, const domain::SessionState& state) {
    using enum domain::SessionState;
    session_.on(time, state, events_);
    if (state == aborted || state == resumed) timing_.forget_running_laps();
  }
  void tell(SessionTime time, const simulate::LineCrossing& line) {
    timing_.on(time, line, events_);
    if (!line.ends_lap || line.lap < leader_lap_) return;
    leader_lap_ = line.lap + 1;
    session_.on_leader_lap(time, line.lap, events_);
  }

  simulate::Race race_;
  SessionFeed session_;
  TimingFeed timing_;
  TelemetryFeed telemetry_;
  InputReport report_;
  std::vector<FeedEvent> events_;  ///< of the last step, by time
  std::size_t next_ = 0;
  int leader_lap_ = 1;
};

}  // namespace

Result<std::unique_ptr<Source>> open_simulation(const simulate::RaceOptions& options,
                                                std::shared_ptr<const simulate::Circuit> circuit) {
  auto race = simulate::Race::make(options, std::move(circuit));
  if (!race) return propagate(race);
  return std::make_unique<Simulation>(std::move(*race));
}

}  // namespace slipstream::source
