#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "codec/session_json.hpp"
#include "domain/session_message.hpp"

namespace slipstream::store {

/// What is known of one car. Every record holds the message type its name says.
struct CarState {
  domain::Car car;
  std::optional<codec::SessionRecord> timing;      ///< all updates merged, `full`
  std::map<int, codec::SessionRecord> laps;        ///< latest revision by lap number
  std::map<int, codec::SessionRecord> stints;      ///< by stint number
  std::map<int, codec::SessionRecord> pit_visits;  ///< by stop number
};

/// The current state of one run: messages of `f1-session` merged. A plain value: whoever owns it locks it.
class SessionState {
 public:
  static constexpr std::size_t kRaceControlKept = 500;
  static constexpr std::size_t kTeamRadioKept = 200;
  /// The number of a car; of one without a number 0 and its driver.
  using CarKey = std::pair<domain::CarNumber, domain::DriverId>;
  using Cars = std::map<CarKey, CarState>;

  void apply(const codec::SessionRecord& record);

  [[nodiscard]] const std::string& run_id() const { return run_id_; }
  [[nodiscard]] const std::string& session_key() const { return session_key_; }
  void start_run(std::string_view run_id, std::string_view session_key);

  /// nullptr until one has come.
  [[nodiscard]] const domain::SessionInfo* info() const;
  [[nodiscard]] const std::optional<codec::SessionRecord>& session() const { return session_; }
  [[nodiscard]] const std::optional<codec::SessionRecord>& track_status() const { return track_status_; }
  [[nodiscard]] const std::optional<codec::SessionRecord>& weather() const { return weather_; }
  [[nodiscard]] const std::optional<codec::SessionRecord>& clock() const { return clock_; }
  [[nodiscard]] const std::optional<codec::SessionRecord>& replay() const { return replay_; }
  [[nodiscard]] const std::optional<codec::SessionRecord>& heartbeat() const { return heartbeat_; }
  /// Oldest first.
  [[nodiscard]] const std::deque<codec::SessionRecord>& race_control() const { return race_control_; }
  [[nodiscard]] const std::deque<codec::SessionRecord>& team_radio() const { return team_radio_; }
  /// By car number.
  [[nodiscard]] const Cars& cars() const { return cars_; }

 private:
  CarState& car_of(const domain::Car& car);
  void apply_to_car(CarState& car, const codec::SessionRecord& record);

  std::string run_id_, session_key_;
  std::optional<codec::SessionRecord> session_, track_status_, weather_, clock_, replay_, heartbeat_;
  std::deque<codec::SessionRecord> race_control_, team_radio_;
  Cars cars_;
};

}  // namespace slipstream::store
