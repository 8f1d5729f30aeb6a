#include "log/sqlite/group_offsets.hpp"

namespace slipstream::log::sqlite {

Result<> store_offsets(Database& database, std::string_view group, const Offsets& offsets) {
  auto insert = database.prepare("INSERT OR REPLACE INTO log_group_offsets VALUES(?, ?, ?, ?)");
  if (!insert) return propagate(insert);
  for (const auto& [where, next] : offsets) {
    insert->bind_bytes(1, group);
    insert->bind_bytes(2, where.topic);
    insert->bind(3, where.partition);
    insert->bind(4, next);
    if (auto done = database.run(*insert); !done) return done;
  }
  return {};
}

Result<std::vector<GroupInfo>> load_groups(Database& database) {
  auto rows = database.prepare(
      "SELECT group_name, topic, partition, next_offset FROM log_group_offsets ORDER BY group_name");
  if (!rows) return propagate(rows);
  std::vector<GroupInfo> groups;
  int code = SQLITE_DONE;
  while ((code = rows->step()) == SQLITE_ROW) {
    if (groups.empty() || groups.back().group != rows->bytes(0))
      groups.push_back({.group = std::string{rows->bytes(0)}, .committed = {}});
    const TopicPartition where{std::string{rows->bytes(1)}, static_cast<Partition>(rows->integer(2))};
    groups.back().committed[where] = rows->integer(3);
  }
  if (code != SQLITE_DONE) return std::unexpected(database.error());
  return groups;
}

Result<Offsets> load_offsets(Database& database, std::string_view group) {
  auto groups = load_groups(database);
  if (!groups) return propagate(groups);
  for (GroupInfo& info : *groups)
    if (info.group == group) return std::move(info.committed);
  return Offsets{};
}

}  // namespace slipstream::log::sqlite
