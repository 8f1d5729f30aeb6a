#include "lab/average_state.hpp"

#include <charconv>

#include <fmt/format.h>

#include "base/logging.hpp"
#include "lab/avro_writer.hpp"
#include "log/read_to_end.hpp"
#include "registry/avro_bytes.hpp"

namespace slipstream::lab {
namespace {

constexpr std::string_view kPrefix = "averages/";

std::string key_of(log::Partition partition, const std::string& race_id) {
  return fmt::format("{}{}/{}", kPrefix, partition, race_id);
}

}  // namespace

Result<std::int32_t> AverageState::state_partitions() {
  if (partitions_ == 0) {
    auto info = log_.describe(topic_);
    if (!info) return propagate(info);
    partitions_ = info->spec.partitions;
  }
  return partitions_;
}

Result<> AverageState::load(std::span<const log::Partition> partitions, const std::stop_token& stop) {
  auto count = state_partitions();
  if (!count) return propagate(count);
  std::set<log::TopicPartition> places;
  std::map<std::string, log::Partition, std::less<>> wanted;  // by the key's beginning
  for (const log::Partition partition : partitions) {
    places.insert({topic_, partition % *count});
    wanted.emplace(key_of(partition, ""), partition);
  }
  const std::vector<log::TopicPartition> from(places.begin(), places.end());
  return log::read_to_end(log_, from, stop, [&](const log::RecordBatch& batch, std::size_t i) {
    const log::RecordView record = batch[i];
    if (!record.key.starts_with(kPrefix)) return;
    const auto slash = record.key.find('/', kPrefix.size());
    const auto found = wanted.find(record.key.substr(0, slash + 1));
    if (slash == std::string_view::npos || found == wanted.end()) return;
    const Place place{found->second, std::string{record.key.substr(slash + 1)}};
    if (!record.value) {
      races_.erase(place);
      return;
    }
    auto race = read(*record.value);
    if (race)
      races_.insert_or_assign(place, std::move(*race));
    else
      spdlog::warn("{}@{}: {}", topic_, record.offset, race.error().message);
  });
}

void AverageState::drop(log::Partition partition) {
  std::erase_if(races_, [&](const auto& each) { return each.first.first == partition; });
  std::erase_if(changed_, [&](const auto& each) { return each.first.first == partition; });
}

void AverageState::add(log::Partition partition, const AverageKey& key, double speed_kmh, WallTime at) {
  const Place place{partition, key.race_id};
  Race& race = races_[place];
  race.last_at = std::max(race.last_at, at);
  newest_ = std::max(newest_, at);
  SpeedSum& sum = race.drivers[key.driver_name];
  sum.sum_kmh += speed_kmh;
  ++sum.count;
  changed_[place].insert(key.driver_name);
}

std::map<AverageKey, SpeedSum> AverageState::changed() const {
  std::map<AverageKey, SpeedSum> sums;
  for (const auto& [place, drivers] : changed_) {
    const Race& race = races_.at(place);
    for (const std::string& driver : drivers) sums[{driver, place.second}] = race.drivers.at(driver);
  }
  return sums;
}

log::RecordBatch AverageState::changes(WallTime now) {
  log::RecordBatch batch(topic_);
  const auto append = [&](const Place& place, std::optional<std::string_view> value) {
    batch.append(place.first % partitions_, now, key_of(place.first, place.second), value);
  };
  for (const auto& [place, drivers] : changed_) append(place, write(races_.at(place)));
  for (auto at = races_.begin(); at != races_.end();) {
    const bool old = at->second.last_at + kKept < newest_ && !changed_.contains(at->first);
    if (old) append(at->first, std::nullopt);
    at = old ? races_.erase(at) : std::next(at);
  }
  return batch;
}

std::string AverageState::write(const Race& race) {
  std::string bytes;
  append_long(bytes, race.last_at.time_since_epoch().count());
  for (const auto& [driver, sum] : race.drivers) {
    append_text(bytes, driver);
    append_double(bytes, sum.sum_kmh);
    append_long(bytes, static_cast<std::int64_t>(sum.count));
  }
  return bytes;
}

Result<AverageState::Race> AverageState::read(std::string_view bytes) {
  registry::AvroBytes rest(bytes);
  const auto broken = [] { return fail(ErrorCode::invalid_input, "no sums of a race"); };
  const auto last_at = rest.integer();
  if (!last_at) return broken();
  Race race{WallTime{std::chrono::microseconds{*last_at}}, {}};
  while (rest.left() > 0) {
    const auto driver = rest.counted();
    if (!driver) return broken();
    const auto sum = rest.number<double>();
    if (!sum) return broken();
    const auto count = rest.integer();
    if (!count || *count < 1) return broken();
    race.drivers[std::string{*driver}] = {*sum, static_cast<std::uint64_t>(*count)};
  }
  return race;
}

}  // namespace slipstream::lab
