#include "library/library.hpp"

#include <algorithm>
#include <utility>

#include "base/file_error.hpp"
#include "base/logging.hpp"
#include "library/data_directory.hpp"
#include "library/session_search.hpp"

namespace slipstream::library {
namespace {

/// Entries in the making or being removed have names that begin with a dot.
bool is_hidden(const std::filesystem::path& folder) { return folder.filename().string().starts_with('.'); }

bool looks_like_path(std::string_view name) {
  return name.find('/') != std::string_view::npos || name == "." || name == "..";
}

}  // namespace

Library::Library(std::filesystem::path data_directory)
    : data_(std::move(data_directory)), sessions_(data_ / "sessions") {}

Result<std::vector<SessionEntry>> Library::list() const {
  std::vector<SessionEntry> entries;
  std::error_code error;
  std::filesystem::directory_iterator folders{sessions_, error};
  if (error == std::errc::no_such_file_or_directory) return entries;
  if (error) return file_error(error.value(), "cannot read", sessions_);
  for (const auto& folder : folders) {
    if (is_hidden(folder.path()) || !folder.is_directory(error)) continue;
    auto entry = read_entry(folder.path());
    if (entry) {
      entries.push_back(std::move(*entry));
    } else {
      spdlog::warn("skipped in the library: {}", entry.error().to_string());
    }
  }
  std::ranges::sort(entries, {}, &SessionEntry::key);
  return entries;
}

std::optional<std::filesystem::file_time_type> Library::changed_at() const {
  std::error_code error;
  const auto time = std::filesystem::last_write_time(sessions_, error);
  return error ? std::nullopt : std::optional{time};
}

Result<SessionEntry> Library::find(std::string_view name) const {
  const auto entries = list();
  if (!entries) return std::unexpected(entries.error());
  auto found = find_by_key(*entries, name);
  if (!found) return propagate(found);
  if (*found) return std::move(**found);
  return find_by_words(*entries, name);
}

Result<SessionEntry> Library::newest() const {
  auto entries = list();
  if (!entries) return propagate(entries);
  if (entries->empty()) {
    return fail(ErrorCode::not_found,
                "the library is empty; slipstream import PATH or slipstream fetch fills it");
  }
  return std::move(entries->back());
}

Result<SessionPlace> Library::locate(std::string_view name) const {
  std::error_code error;
  const std::filesystem::path path{name};
  const bool is_path = !name.empty() && std::filesystem::exists(path, error);
  if (is_path && looks_like_path(name)) return SessionPlace{path, {}};
  if (!is_path && looks_like_path(name)) {
    return fail(ErrorCode::not_found, "there is no file or folder {}", name);
  }
  if (is_path && !has_folder(name)) return SessionPlace{path, {}};
  auto entry = find(name);
  if (!entry) return propagate(entry);
  const std::filesystem::path source = entry->source;
  return SessionPlace{source, std::move(*entry)};
}

bool Library::has_folder(std::string_view key) const {
  std::error_code error;
  const bool plain = !key.empty() && !looks_like_path(key) && !key.starts_with('.');
  return plain && std::filesystem::is_directory(folder(key), error);
}

Result<SessionEntry> Library::remove(std::string_view key) {
  const auto entries = list();
  if (!entries) return std::unexpected(entries.error());
  auto found = find_by_key(*entries, key);
  if (!found) return propagate(found);
  if (!*found && !has_folder(key)) return no_such_session(*entries, key);
  if (!*found) {  // its session.json cannot be read: remove what there is
    found->emplace();
    (*found)->info.key = key;
  }
  // First out of sight as a whole, then file by file.
  const std::filesystem::path hidden = sessions_ / (".removing-" + (*found)->key());
  std::error_code error;
  std::filesystem::remove_all(hidden, error);
  std::filesystem::rename(folder((*found)->key()), hidden, error);
  if (!error) std::filesystem::remove_all(hidden, error);
  if (error) return file_error(error.value(), "cannot remove", folder((*found)->key()));
  return std::move(**found);
}

}  // namespace slipstream::library
