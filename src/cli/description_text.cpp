#include <fmt/ranges.h>

#include "cli/description.hpp"
#include "cli/run_listing.hpp"
#include "cli/text_table.hpp"

namespace slipstream::cli {
namespace {

using prepare::Channel;
using prepare::PreparedSession;
using prepare::SessionSummary;

std::string clock_text(SessionTime time) { return base::format_session_time(time); }

std::string head_text(const PreparedSession& session) {
  const domain::SessionInfo& info = session.info();
  std::string text = fmt::format("{}  {}{}{} ({})\n", info.key, info.meeting, info.name.empty() ? "" : ", ",
                                 info.name, info.source);
  text +=
      fmt::format("{} telemetry records, {} session messages, {} to {}{}\n", session.record_count(),
                  session.messages().size(), clock_text(session.begin_time()), clock_text(session.end_time()),
                  session.started_at() ? ", started at " + clock_text(*session.started_at()) : "");
  if (const auto rate = session.car_sample_rate_hz()) {
    text += fmt::format("{:.2f} car samples a second of each car\n", *rate);
  }
  for (const auto& [channel, count] : session.report().missing_values) {
    text += fmt::format("{} values of {} were sentinels and count as missing\n", count, channel);
  }
  if (session.empty_rows() > 0) {
    text += fmt::format("{} instants of which nothing is known are no records\n", session.empty_rows());
  }
  if (session.report().repeated_rows > 0) {
    text += fmt::format("{} rows share their driver's instant with another and are one sample with it\n",
                        session.report().repeated_rows);
  }
  if (!session.report().missing_topics.empty()) {
    text += fmt::format("not in this source: {}\n", fmt::join(session.report().missing_topics, ", "));
  }
  return text;
}

std::string revisions_text(const prepare::LapRevisions& revisions) {
  if (revisions.laps == 0) return "";
  std::string text = fmt::format("{} laps, of which the feed revised {}", revisions.laps, revisions.revised);
  if (const auto& late = revisions.lateness_s) {
    text += fmt::format(
        ": half of them until {:.1f} s after the lap, three quarters until {:.1f} s, all until {:.1f} s",
        late->median, late->q3, late->max);
  }
  return text + fmt::format("; {} were settled by the end of the session\n", revisions.settled_at_end);
}

std::string gap_text(const prepare::Sampling& sampling) {
  if (!sampling.longest_gap) return "";
  const prepare::SampleGap& gap = *sampling.longest_gap;
  const std::string lap = gap.lap_number ? fmt::format(", lap {}", *gap.lap_number) : "";
  return fmt::format("{:.1f} s at {}{}", base::seconds(gap.length), clock_text(gap.from), lap);
}

std::string drivers_text(const PreparedSession& session, const SessionSummary& summary) {
  TextTable table({"no", "driver", "name", "team", "laps", "records", "speed", "throttle", "position", "Hz",
                   "gaps", "longest gap"});
  for (std::size_t i = 0; i < session.drivers().size(); ++i) {
    const domain::Driver& driver = session.drivers()[i];
    const prepare::DriverSummary& of = summary.drivers[i];
    const auto number = domain::known_number(driver.number);
    table.add({number ? std::to_string(*number) : "", std::string{driver.id.view()}, driver.name, driver.team,
               of.last_lap ? std::to_string(*of.last_lap) : "", std::to_string(of.records),
               std::to_string(of.with_speed), std::to_string(of.with_throttle),
               std::to_string(of.with_position),
               of.sampling.rate_hz ? fmt::format("{:.2f}", *of.sampling.rate_hz) : "",
               std::to_string(of.sampling.gaps), gap_text(of.sampling)});
  }
  return table.to_string();
}

std::string channels_text(const SessionSummary& summary) {
  TextTable table({"channel", "unit", "known", "missing", "min", "q1", "median", "q3", "max", "mean"});
  for (const prepare::ChannelSummary& channel : summary.channels) {
    const auto [name, unit, sentinel] = name_of(channel.channel);
    std::vector<std::string> row{std::string{name}, std::string{unit}, std::to_string(channel.known),
                                 std::to_string(channel.missing)};
    const auto add = [&](double prepare::Distribution::* value) {
      row.push_back(channel.values ? fmt::format("{:.2f}", (*channel.values).*value) : "");
    };
    for (const auto value :
         {&prepare::Distribution::min, &prepare::Distribution::q1, &prepare::Distribution::median,
          &prepare::Distribution::q3, &prepare::Distribution::max, &prepare::Distribution::mean}) {
      add(value);
    }
    table.add(std::move(row));
  }
  return table.to_string();
}

/// The lower triangle.
std::string correlations_text(const SessionSummary& summary) {
  std::vector<Channel> channels;
  for (const prepare::ChannelPair& pair : summary.correlations) {
    if (channels.empty()) channels.push_back(pair.one);
    if (pair.one == channels.front()) channels.push_back(pair.other);
  }
  std::vector<std::string> head{"correlation"};
  for (const Channel channel : channels) head.emplace_back(name_of(channel).name);
  TextTable table(std::move(head));
  for (const Channel row : channels) {
    std::vector<std::string> cells{std::string{name_of(row).name}};
    for (const Channel column : channels) {
      std::string cell;
      for (const prepare::ChannelPair& pair : summary.correlations) {
        if (pair.one == column && pair.other == row && pair.correlation)
          cell = fmt::format("{:.2f}", *pair.correlation);
      }
      cells.push_back(std::move(cell));
    }
    table.add(std::move(cells));
  }
  return table.to_string();
}

}  // namespace

std::string description_text(const PreparedSession& session, const SessionSummary& summary,
                             std::span<const library::RunEntry> runs) {
  std::string text = head_text(session) + revisions_text(summary.lap_revisions) + "\n";
  if (!runs.empty()) text += runs_text(runs) + "\n";
  text += drivers_text(session, summary);
  if (session.record_count() == 0) return text;
  return text + "\n" + channels_text(summary) + "\n" + correlations_text(summary);
}

}  // namespace slipstream::cli
