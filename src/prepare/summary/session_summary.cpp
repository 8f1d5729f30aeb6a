#include "prepare/summary/session_summary.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <variant>

#include "prepare/summary/correlation.hpp"

namespace slipstream::prepare {
namespace {

constexpr std::array kCarChannels{Channel::speed,    Channel::rpm,   Channel::gear,
                                  Channel::throttle, Channel::brake, Channel::drs};

template <class Number>
std::size_t count_known(const std::vector<Number>& column) {
  return static_cast<std::size_t>(
      std::ranges::count_if(column, [](Number value) { return !std::isnan(value); }));
}

DriverSummary summary_of(const TelemetryColumns& columns) {
  return {.records = columns.size(),
          .with_speed = count_known(columns.speed_kmh),
          .with_throttle = count_known(columns.throttle_pct),
          .with_position = count_known(columns.x),
          .last_lap = std::nullopt,
          .sampling = sampling_of(columns)};
}

void add_laps(const PreparedSession& session, std::vector<DriverSummary>& drivers) {
  for (const domain::SessionMessage& message : session.messages()) {
    const auto* lap = std::get_if<domain::Lap>(&message.body);
    if (lap == nullptr || !message.car) continue;
    const auto driver = std::ranges::find(session.drivers(), message.car->driver, &domain::Driver::id);
    if (driver == session.drivers().end()) continue;
    auto& last = drivers[static_cast<std::size_t>(driver - session.drivers().begin())].last_lap;
    last = std::max(last.value_or(0), lap->lap_number);
  }
}

ChannelSummary summary_of(const PreparedSession& session, Channel channel) {
  std::vector<double> values = values_of(session, channel);
  const std::size_t all = values.size();
  std::erase_if(values, [](double value) { return std::isnan(value); });
  ChannelSummary summary{.channel = channel,
                         .known = values.size(),
                         .missing = all - values.size(),
                         .sentinels = 0,
                         .values = distribution_of(values)};
  const auto sentinels = session.report().missing_values.find(std::string{name_of(channel).sentinel});
  if (sentinels != session.report().missing_values.end()) summary.sentinels = sentinels->second;
  return summary;
}

/// Driver by driver, so that not all channels of a session are in memory once more.
std::vector<ChannelPair> correlations_of(const PreparedSession& session,
                                         const std::vector<ChannelSummary>& channels) {
  const auto mean = [&](Channel channel) {
    const auto& values = channels[static_cast<std::size_t>(channel)].values;
    return values ? values->mean : 0;
  };
  std::vector<ChannelPair> pairs;
  std::vector<Correlation> sums;
  for (std::size_t one = 0; one < kCarChannels.size(); ++one) {
    for (std::size_t other = one + 1; other < kCarChannels.size(); ++other) {
      pairs.push_back({kCarChannels[one], kCarChannels[other], std::nullopt});
      sums.emplace_back(mean(kCarChannels[one]), mean(kCarChannels[other]));
    }
  }
  for (std::size_t driver = 0; driver < session.drivers().size(); ++driver) {
    std::array<std::vector<double>, kChannels.size()> values;
    for (const Channel channel : kCarChannels) {
      values[static_cast<std::size_t>(channel)] = values_of(session.telemetry(driver), channel);
    }
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      sums[i].add(values[static_cast<std::size_t>(pairs[i].one)],
                  values[static_cast<std::size_t>(pairs[i].other)]);
    }
  }
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i].correlation = sums[i].value();
  return pairs;
}

}  // namespace

SessionSummary summarise(const PreparedSession& session) {
  SessionSummary summary;
  for (std::size_t driver = 0; driver < session.drivers().size(); ++driver) {
    summary.drivers.push_back(summary_of(session.telemetry(driver)));
  }
  add_laps(session, summary.drivers);
  for (const Channel channel : kChannels) summary.channels.push_back(summary_of(session, channel));
  summary.correlations = correlations_of(session, summary.channels);
  summary.lap_revisions = lap_revisions_of(session.messages());
  return summary;
}

}  // namespace slipstream::prepare
