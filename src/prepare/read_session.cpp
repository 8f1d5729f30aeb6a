#include "prepare/read_session.hpp"

#include "prepare/from_table/table_record.hpp"
#include "prepare/from_table/table_session_builder.hpp"
#include "source/session_table/session_table.hpp"

namespace slipstream::prepare {
namespace {

/// Decoding an archive takes about as long as making a session of it.
constexpr double kOpening = 0.5;

/// `progress` from `begin` on, by `share` of the whole.
source::Progress part_of(const source::Progress& progress, double begin, double share) {
  if (!progress) return {};
  return [&progress, begin, share](double done) { progress(begin + share * done); };
}

/// Makes `of_table(table, progress)` or `of_source(source, progress)` of what `path` holds.
template <class Made, class OfTable, class OfSource>
Result<Made> read_path(const std::filesystem::path& path, const source::Progress& progress,
                       const std::stop_token& stop, OfTable of_table, OfSource of_source) {
  if (source::is_session_table(path)) {
    const auto table = source::read_session_table(path);
    if (!table) return std::unexpected(table.error());
    return of_table(*table, progress);
  }
  auto source = source::open_source(path, part_of(progress, 0, kOpening), stop);
  if (!source) return propagate(source);
  return of_source(**source, part_of(progress, kOpening, 1 - kOpening));
}

}  // namespace

Result<PreparedSession> read_session(const std::filesystem::path& path, const source::Progress& progress,
                                     const std::stop_token& stop) {
  return read_path<PreparedSession>(
      path, progress, stop,
      [&](const auto& table, const auto& told) { return TableSessionBuilder{table}.build(told, stop); },
      [&](auto& source, const auto& told) { return prepare_session(source, {}, told, stop); });
}

Result<SessionRecord> read_record(const std::filesystem::path& path, const source::Progress& progress,
                                  const std::stop_token& stop) {
  return read_path<SessionRecord>(
      path, progress, stop,
      [&](const auto& table, const auto& told) { return record_of_table(table, told, stop); },
      [&](auto& source, const auto& told) { return read_record(source, told, stop); });
}

}  // namespace slipstream::prepare
