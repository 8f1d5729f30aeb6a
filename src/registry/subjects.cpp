#include "registry/subjects.hpp"

#include <ranges>

namespace slipstream::registry {
namespace {

template <class Value>
std::optional<Value> lookup(const std::map<std::string, Value, std::less<>>& values, std::string_view key) {
  const auto found = values.find(key);
  return found == values.end() ? std::nullopt : std::optional{found->second};
}

template <class Value>
void set(std::map<std::string, Value, std::less<>>& values, const std::string& key,
         std::optional<Value> value) {
  if (value)
    values[key] = *value;
  else
    values.erase(key);
}

}  // namespace

void Subjects::apply(const LogRecord& record) {
  if (const auto* version = std::get_if<Version>(&record)) {
    subjects_[version->subject][version->version] = *version;
    schemas_.emplace(version->id, version->schema);
  } else if (const auto* removed = std::get_if<VersionRemoved>(&record)) {
    const auto found = subjects_.find(removed->subject);
    if (found == subjects_.end()) return;
    found->second.erase(removed->version);
    if (found->second.empty()) subjects_.erase(found);
  } else if (const auto* level = std::get_if<LevelSet>(&record)) {
    set(levels_, level->subject, level->level);
  } else if (const auto* mode = std::get_if<ModeSet>(&record)) {
    set(modes_, mode->subject, mode->mode);
  }
}

const Subjects::Versions* Subjects::find(std::string_view subject) const {
  const auto found = subjects_.find(subject);
  return found == subjects_.end() ? nullptr : &found->second;
}

const Version* Subjects::latest(std::string_view subject) const {
  const Versions* versions = find(subject);
  if (versions == nullptr) return nullptr;
  for (const auto& [number, version] : *versions | std::views::reverse) {
    if (!version.deleted) return &version;
  }
  return nullptr;
}

const Version* Subjects::find_same(std::string_view subject, const Schema& schema, bool deleted_too) const {
  const Versions* versions = find(subject);
  if (versions == nullptr) return nullptr;
  for (const auto& [number, version] : *versions | std::views::reverse) {
    if ((deleted_too || !version.deleted) && same(version.schema, schema)) return &version;
  }
  return nullptr;
}

const Schema* Subjects::schema(int id) const {
  const auto found = schemas_.find(id);
  return found == schemas_.end() ? nullptr : &found->second;
}

std::optional<int> Subjects::id_of(const Schema& schema) const {
  for (const auto& [id, known] : schemas_) {
    if (same(known, schema)) return id;
  }
  return std::nullopt;
}

int Subjects::next_version(std::string_view subject) const {
  const Versions* versions = find(subject);
  return versions == nullptr || versions->empty() ? 1 : versions->rbegin()->first + 1;
}

std::vector<const Version*> Subjects::with_id(int id) const {
  std::vector<const Version*> found;
  for (const auto& [subject, versions] : subjects_) {
    for (const auto& [number, version] : versions) {
      if (version.id == id) found.push_back(&version);
    }
  }
  return found;
}

std::optional<Compatibility> Subjects::own_level(std::string_view subject) const {
  return lookup(levels_, subject);
}

std::optional<Mode> Subjects::own_mode(std::string_view subject) const { return lookup(modes_, subject); }

Compatibility Subjects::level(std::string_view subject) const {
  return own_level(subject).value_or(own_level("").value_or(Compatibility::backward));
}

Mode Subjects::mode(std::string_view subject) const {
  return own_mode(subject).value_or(own_mode("").value_or(Mode::readwrite));
}

}  // namespace slipstream::registry
