#include "prepare/read_session.hpp"

#include "prepare/from_table/table_session_builder.hpp"
#include "source/session_table/session_table.hpp"

namespace slipstream::prepare {

Result<PreparedSession> read_session(const std::filesystem::path& path, const source::Progress& progress,
                                     const std::stop_token& stop) {
  if (source::is_session_table(path)) {
    const auto table = source::read_session_table(path);
    if (!table) return std::unexpected(table.error());
    return TableSessionBuilder{*table}.build(progress, stop);
  }
  auto source = source::open_source(path, progress, stop);
  if (!source) return propagate(source);
  return prepare_session(**source, {}, progress, stop);
}

}  // namespace slipstream::prepare
