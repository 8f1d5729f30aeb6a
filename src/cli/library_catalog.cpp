#include "cli/library_catalog.hpp"

#include <algorithm>

namespace slipstream::cli {

Result<std::vector<domain::SessionInfo>> LibraryCatalog::list() {
  auto entries = library_.list();
  if (!entries) return propagate(entries);
  std::vector<domain::SessionInfo> sessions;
  for (library::SessionEntry& entry : *entries) sessions.push_back(std::move(entry.info));
  std::ranges::reverse(sessions);  // keys begin with the date: newest first
  return sessions;
}

Result<domain::SessionInfo> LibraryCatalog::find(std::string_view key) {
  auto entry = library_.find(key);
  if (!entry) return propagate(entry);
  return std::move(entry->info);
}

}  // namespace slipstream::cli
