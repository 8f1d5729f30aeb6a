#include "openf1/session_reader.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "openf1/document_rows.hpp"

namespace slipstream::openf1 {
namespace {

template <class... Visits>
struct Visitor : Visits... {
  using Visits::operator()...;
};

/// The names of the topics that documents are made of, except telemetry; empty for others.
std::string_view topic_of(const source::FeedBody& body) {
  return std::visit(
      Visitor{
          [](const source::ChampionshipPrediction&) { return std::string_view{"ChampionshipPrediction"}; },
          [](const source::DriverList&) { return std::string_view{"DriverList"}; },
          [](const source::DriverRaceInfo&) { return std::string_view{"DriverRaceInfo"}; },
          [](const source::PitLaneTimes&) { return std::string_view{"PitLaneTimeCollection"}; },
          [](const source::PitStopSeries&) { return std::string_view{"PitStopSeries"}; },
          [](const source::RaceControlMessages&) { return std::string_view{"RaceControlMessages"}; },
          [](const source::SessionData&) { return std::string_view{"SessionData"}; },
          [](const source::SessionInfoUpdate&) { return std::string_view{"SessionInfo"}; },
          [](const source::TeamRadio&) { return std::string_view{"TeamRadio"}; },
          [](const source::TimingAppData&) { return std::string_view{"TimingAppData"}; },
          [](const source::TimingData&) { return std::string_view{"TimingData"}; },
          [](const domain::Weather&) { return std::string_view{"WeatherData"}; },
          [](const auto&) { return std::string_view{}; }},
      body);
}

template <class T>
std::int32_t number_or_unknown(const std::optional<T>& number) {
  return number ? std::int32_t{*number} : TelemetryRows::kUnknown;
}

}  // namespace

void SessionReader::take(source::FeedEvent event) {
  if (const auto* cars = std::get_if<source::CarDataPacket>(&event.body)) return take_cars(*cars);
  if (const auto* positions = std::get_if<source::PositionPacket>(&event.body))
    return take_positions(*positions);
  const std::string_view topic = topic_of(event.body);
  if (!topic.empty()) kept_.push_back({topic, std::move(event)});
}

void SessionReader::take_cars(const source::CarDataPacket& packet) {
  const UtcTime zero = zero_.value_or(UtcTime{});
  for (const domain::CarSample& sample : packet.samples) {
    const std::array values{number_or_unknown(sample.rpm),       number_or_unknown(sample.speed_kmh),
                            number_or_unknown(sample.gear),      number_or_unknown(sample.throttle_pct),
                            number_or_unknown(sample.brake_pct), number_or_unknown(sample.drs)};
    const bool has_channels =
        std::ranges::any_of(values, [](auto v) { return v != TelemetryRows::kUnknown; });
    if (has_channels) car_data_->add(zero + sample.time.time_since_epoch(), sample.car, values);
  }
}

void SessionReader::take_positions(const source::PositionPacket& packet) {
  const UtcTime zero = zero_.value_or(UtcTime{});
  for (const domain::PositionSample& sample : packet.samples) {
    std::array values{TelemetryRows::kUnknown, TelemetryRows::kUnknown, TelemetryRows::kUnknown};
    if (sample.at) values = {sample.at->x, sample.at->y, sample.at->z};
    location_->add(zero + sample.time.time_since_epoch(), sample.car, values);
  }
}

void SessionReader::hand_out(const source::FeedEvent& event, UtcTime zero) {
  const SessionTime now = event.time;
  const UtcTime date = zero + now.time_since_epoch();
  std::visit(Visitor{[&](const source::ChampionshipPrediction& body) { championship_.take(body); },
                     [&](const source::DriverList& body) { drivers_.take(body); },
                     [&](const source::DriverRaceInfo& body) {
                       intervals_.take(date, body);
                       overtakes_.take(date, body);
                     },
                     [&](const source::PitLaneTimes& body) { pit_.take(date, body); },
                     [&](const source::PitStopSeries& body) { pit_.take(body); },
                     [&](const source::RaceControlMessages& body) {
                       laps_.take(date, body);
                       race_control_.take(body);
                     },
                     [&](const source::SessionData& body) {
                       laps_.take(date, body);
                       race_control_.take(body);
                     },
                     [&](const source::SessionInfoUpdate& body) {
                       laps_.take(body);
                       results_.take(body);
                       team_radio_.take(body);
                     },
                     [&](const source::TeamRadio& body) { team_radio_.take(body); },
                     [&](const source::TimingAppData& body) {
                       laps_.take(date, body);
                       results_.take(body);
                       stints_.take(now, body);
                     },
                     [&](const source::TimingData& body) {
                       position_.take(date, body);
                       laps_.take(date, body);
                       results_.take(body);
                       stints_.take(now, body);
                     },
                     [&](const domain::Weather& body) { weather_.take(date, body); }, [](const auto&) {}},
             event.body);
}

namespace {

/// Race control writes whole seconds; the message that came soonest tells the most of the zero.
std::optional<UtcTime> zero_of_race_control(const source::FeedEvent& event) {
  std::optional<UtcTime> latest;
  const auto* control = std::get_if<source::RaceControlMessages>(&event.body);
  if (control == nullptr) return latest;
  for (const auto& [index, message] : control->messages.items) {
    if (message.utc) latest = std::max(latest, std::optional{*message.utc - event.time.time_since_epoch()});
  }
  return latest;
}

}  // namespace

std::shared_ptr<const Session> SessionReader::finish(SessionKeys keys) {
  std::ranges::stable_sort(kept_, {},
                           [](const Kept& kept) { return std::tuple{kept.event.time, kept.topic}; });
  std::optional<UtcTime> zero = zero_;
  if (!zero) {
    for (const Kept& kept : kept_) zero = std::max(zero, zero_of_race_control(kept.event));
  }
  for (const Kept& kept : kept_) hand_out(kept.event, zero.value_or(UtcTime{}));
  kept_ = {};

  auto session = std::make_shared<Session>();
  const auto put = [&](Collection collection, std::unique_ptr<const Rows> rows) {
    if (rows->size() > 0) session->rows_[static_cast<std::size_t>(collection)] = std::move(rows);
  };
  const auto put_documents = [&](Collection collection, std::vector<Document> documents) {
    put(collection, std::make_unique<DocumentRows>(collection, std::move(documents)));
  };
  car_data_->finish(keys);
  location_->finish(keys);
  put(Collection::car_data, std::move(car_data_));
  put(Collection::location, std::move(location_));
  put_documents(Collection::championship_drivers, championship_.finish_drivers(keys));
  put_documents(Collection::championship_teams, championship_.finish_teams(keys));
  put_documents(Collection::drivers, drivers_.finish(keys));
  put_documents(Collection::intervals, intervals_.finish(keys));
  put_documents(Collection::laps, laps_.finish(keys));
  put_documents(Collection::overtakes, overtakes_.finish(keys));
  put_documents(Collection::pit, pit_.finish(keys));
  put_documents(Collection::position, position_.finish(keys));
  put_documents(Collection::race_control, race_control_.finish(keys));
  put_documents(Collection::session_result, results_.finish_results(keys));
  put_documents(Collection::starting_grid, results_.finish_grid(keys));
  put_documents(Collection::stints, stints_.finish(keys));
  put_documents(Collection::team_radio, team_radio_.finish(keys));
  put_documents(Collection::weather, weather_.finish(keys));
  return session;
}

Result<std::shared_ptr<const Session>> Session::read(source::Source& source, SessionKeys keys) {
  SessionReader reader(source.zero());
  while (true) {
    auto event = source.next();
    if (!event) return propagate(event);
    if (!*event) return reader.finish(keys);
    reader.take(std::move(**event));
  }
}

}  // namespace slipstream::openf1
