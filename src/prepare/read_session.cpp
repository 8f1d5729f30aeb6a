#include "prepare/read_session.hpp"

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

}  // namespace

Result<PreparedSession> read_session(const std::filesystem::path& path, const source::Progress& progress,
                                     const std::stop_token& stop) {
  if (source::is_session_table(path)) {
    const auto table = source::read_session_table(path);
    if (!table) return std::unexpected(table.error());
    return TableSessionBuilder{*table}.build(progress, stop);
  }
  auto source = source::open_source(path, part_of(progress, 0, kOpening), stop);
  if (!source) return propagate(source);
  return prepare_session(**source, {}, part_of(progress, kOpening, 1 - kOpening), stop);
}

}  // namespace slipstream::prepare
