#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "prepare/prepared_session.hpp"
#include "prepare/summary/channels.hpp"
#include "prepare/summary/distribution.hpp"
#include "prepare/summary/lap_revisions.hpp"
#include "prepare/summary/sampling.hpp"

namespace slipstream::prepare {

struct DriverSummary {
  std::size_t records = 0, with_speed = 0, with_throttle = 0, with_position = 0;
  std::optional<int> last_lap;
  Sampling sampling;
};

struct ChannelSummary {
  Channel channel = Channel::speed;
  std::uint64_t known = 0, missing = 0;
  /// Of the missing ones, or of what they would have been merged from, those that the source sent as "no
  /// data".
  std::uint64_t sentinels = 0;
  std::optional<Distribution> values;  ///< nullopt where nothing is known
};

/// Of two channels; nullopt where it is not defined.
struct ChannelPair {
  Channel one, other;
  std::optional<double> correlation;
};

/// What a data scientist asks first of a session.
struct SessionSummary {
  std::vector<DriverSummary> drivers;     ///< as PreparedSession::drivers()
  std::vector<ChannelSummary> channels;   ///< as kChannels
  std::vector<ChannelPair> correlations;  ///< of the car's own channels, each pair once
  LapRevisions lap_revisions;
};

/// A pass over each channel and pair of channels.
[[nodiscard]] SessionSummary summarise(const PreparedSession& session);

}  // namespace slipstream::prepare
