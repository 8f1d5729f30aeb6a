#include "store/filing/file_run.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <ranges>
#include <utility>

#include "codec/alert_json.hpp"
#include "codec/session_json.hpp"
#include "codec/telemetry_json.hpp"
#include "library/runs/run_rows.hpp"
#include "store/alert_store.hpp"
#include "store/filing/topic_reader.hpp"
#include "table/write.hpp"

namespace slipstream::store {
namespace {

using library::RunStamp;

/// Rows of telemetry that are in memory at a time.
constexpr std::size_t kBatchRows = 30'720;

/// Calls `take(value)` for each record of a topic.
template <class Take>
Result<> for_each_value(log::Log& log, const std::string& topic, const RunInLog& run,
                        const std::stop_token& stop, Take take) {
  auto reader = TopicReader::open(log, topic, run.began);
  if (!reader) return propagate(reader);
  while (true) {
    auto batch = reader->next(stop);
    if (!batch) return propagate(batch);
    if (!*batch) return {};
    for (std::size_t i = 0; i < (*batch)->size(); ++i) {
      if (const auto value = (**batch)[i].value) take(*value);
    }
  }
}

/// Files one run; used once, by one thread.
class Filing {
 public:
  Filing(log::Log& log, const domain::TopicNames& topics, const RunInLog& run, const std::stop_token& stop)
      : log_(log), topics_(topics), run_(run), stop_(stop) {
    entry_.run_id = run.run_id;
  }

  Result<> write_tables(const std::filesystem::path& folder) {
    if (auto written = write_telemetry(folder / "telemetry.parquet"); !written) return written;
    if (entry_.telemetry_records == 0) return {};
    if (auto written = write_laps(folder / "laps.parquet"); !written) return written;
    return write_alerts(folder / "alerts.parquet");
  }
  [[nodiscard]] const library::RunEntry& entry() const { return entry_; }

 private:
  Result<> write_telemetry(const std::filesystem::path& file) {
    auto reader = TopicReader::open(log_, topics_.telemetry, run_.began);
    if (!reader) return propagate(reader);
    const auto batches = [&](table::Table& rows) -> Result<bool> {
      rows = library::empty_run_telemetry();
      while (rows.rows() < kBatchRows) {
        auto batch = reader->next(stop_);
        if (!batch) return propagate(batch);
        if (!*batch) break;
        for (std::size_t i = 0; i < (*batch)->size(); ++i) add_telemetry((**batch)[i], rows);
      }
      return rows.rows() > 0;
    };
    return table::write_batches(batches, file);
  }

  void add_telemetry(const log::RecordView& record, table::Table& rows) {
    if (!record.value) return;
    const auto decoded = telemetry_.decode(*record.value);
    if (!decoded || decoded->stamp.run_id != run_.run_id) return;
    const domain::Stamp& stamp = decoded->stamp;
    if (entry_.telemetry_records++ == 0) {
      entry_.session_key = stamp.session_key;
      entry_.began = entry_.ended = stamp.produced_at;
    }
    entry_.began = std::min(entry_.began, stamp.produced_at);
    entry_.ended = std::max(entry_.ended, stamp.produced_at);
    library::append(rows, {stamp.run_id, stamp.session_key, stamp.produced_at}, decoded->sample);
  }

  Result<> write_laps(const std::filesystem::path& file) {
    std::map<std::pair<std::string, int>, codec::SessionRecord> laps;
    const auto take = [&](std::string_view value) {
      auto record = codec::read_session_message(value);
      if (!record || record->run_id != run_.run_id) return;
      if (const auto* info = std::get_if<domain::SessionInfo>(&record->message.body)) {
        entry_.meeting = info->meeting;
        entry_.session = info->name;
      }
      const auto* lap = std::get_if<domain::Lap>(&record->message.body);
      if (lap == nullptr || !record->message.car) return;
      const std::pair key{std::string{record->message.car->driver.view()}, lap->lap_number};
      const auto known = laps.find(key);
      const bool is_older = known != laps.end() && lap_of(known->second).revision > lap->revision;
      if (!is_older) laps.insert_or_assign(key, std::move(*record));
    };
    if (auto read = for_each_value(log_, topics_.session, run_, stop_, take); !read) return read;
    table::Table rows = library::empty_run_laps();
    for (const auto& [key, record] : laps) {
      library::append(rows, stamp_of(record), *record.message.car, lap_of(record));
    }
    entry_.laps = rows.rows();
    return table::write_table(rows, file);
  }

  Result<> write_alerts(const std::filesystem::path& file) {
    AlertStore alerts{std::numeric_limits<std::size_t>::max()};
    const auto take = [&](std::string_view value) {
      const auto record = codec::read_alert(value);
      if (record && record->run_id == run_.run_id) alerts.apply(*record);
    };
    if (auto read = for_each_value(log_, topics_.alerts, run_, stop_, take); !read) return read;
    table::Table rows = library::empty_alerts();
    for (const KeptAlert* kept : std::views::reverse(alerts.find({}))) {
      library::append(rows, stamp_of(kept->record), kept->record.alert);
    }
    entry_.alerts = rows.rows();
    return table::write_table(rows, file);
  }

  static const domain::Lap& lap_of(const codec::SessionRecord& record) {
    return std::get<domain::Lap>(record.message.body);
  }
  template <class Record>
  static RunStamp stamp_of(const Record& record) {
    return {record.run_id, record.session_key, record.produced_at};
  }

  log::Log& log_;
  const domain::TopicNames& topics_;
  const RunInLog& run_;
  const std::stop_token& stop_;
  codec::TelemetryDecoder telemetry_;
  library::RunEntry entry_;
};

}  // namespace

Result<std::optional<library::RunEntry>> file_run(log::Log& log, const domain::TopicNames& topics,
                                                  const library::RunLibrary& runs, const RunInLog& run,
                                                  const std::stop_token& stop) {
  auto unfiled = runs.begin(run.run_id);
  if (!unfiled) return propagate(unfiled);
  Filing filing(log, topics, run, stop);
  if (auto written = filing.write_tables(unfiled->folder()); !written) return propagate(written);
  if (filing.entry().telemetry_records == 0) return std::nullopt;
  const auto filed = runs.file(std::move(*unfiled), filing.entry());
  if (!filed) return std::unexpected(filed.error());
  if (!*filed) return std::nullopt;
  return filing.entry();
}

}  // namespace slipstream::store
