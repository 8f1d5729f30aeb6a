// What changes a registry.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "registry/finding.hpp"
#include "registry/registry.hpp"

namespace slipstream::registry {
namespace {

using Records = std::vector<LogRecord>;

Answer<void> check_writable(const Subjects& subjects, const std::string& subject) {
  if (subjects.mode(subject) == Mode::readwrite) return {};
  return refuse(42205, fmt::format("Subject {} is in read-only mode", subject));
}

}  // namespace

Answer<int> Registry::add(const std::string& subject, SchemaType type, std::string_view text) {
  auto schema = parsed(type, text);
  if (!schema) return std::unexpected(schema.error());
  int id = 0;
  auto done = change([&](const Subjects& known) -> Answer<Records> {
    if (const Version* same = known.find_same(subject, *schema, false)) {
      id = same->id;
      return Records{};
    }
    if (auto writable = check_writable(known, subject); !writable) return std::unexpected(writable.error());
    const Compatibility level = known.level(subject);
    const auto against = objections(*schema, binding_versions(known, subject, level), level);
    if (!against) return std::unexpected(against.error());
    if (!against->empty()) {
      return refuse(409, fmt::format("Schema being registered is incompatible with an earlier schema for "
                                     "subject \"{}\", details: [{}]",
                                     subject, fmt::join(*against, "; ")));
    }
    id = known.id_of(*schema).value_or(known.next_id());
    return Records{Version{subject, known.next_version(subject), id, *schema}};
  });
  if (!done) return std::unexpected(done.error());
  return id;
}

Answer<int> Registry::remove(const std::string& subject, std::string_view version, bool for_good) {
  int number = 0;
  auto done = change([&](const Subjects& known) -> Answer<Records> {
    if (auto writable = check_writable(known, subject); !writable) return std::unexpected(writable.error());
    auto found = find_version(known, subject, version, for_good);
    if (!found) return std::unexpected(found.error());
    Version gone = **found;
    number = gone.version;
    if (for_good && !gone.deleted) {
      return refuse(40407,
                    fmt::format("Subject '{}' Version {} was not deleted first before being permanently "
                                "deleted",
                                subject, number));
    }
    if (for_good) return Records{VersionRemoved{subject, number}};
    gone.deleted = true;
    return Records{gone};
  });
  if (!done) return std::unexpected(done.error());
  return number;
}

Answer<std::vector<int>> Registry::remove(const std::string& subject, bool for_good) {
  std::vector<int> numbers;
  auto done = change([&](const Subjects& known) -> Answer<Records> {
    numbers.clear();
    if (auto writable = check_writable(known, subject); !writable) return std::unexpected(writable.error());
    auto found = find_subject(known, subject, true);
    if (!found) return std::unexpected(found.error());
    const bool shown = known.latest(subject) != nullptr;
    if (for_good && shown) {
      return refuse(
          40405, fmt::format("Subject '{}' was not deleted first before being permanently deleted", subject));
    }
    if (!for_good && !shown) {
      return refuse(
          40404,
          fmt::format("Subject '{}' was soft deleted. Set permanent=true to delete permanently", subject));
    }
    Records records;
    for (const auto& [number, version] : **found) {
      if (!for_good && version.deleted) continue;
      numbers.push_back(number);
      if (for_good) {
        records.emplace_back(VersionRemoved{subject, number});
      } else {
        Version& hidden = std::get<Version>(records.emplace_back(version));
        hidden.deleted = true;
      }
    }
    return records;
  });
  if (!done) return std::unexpected(done.error());
  return numbers;
}

Answer<void> Registry::set_level(const std::string& subject, std::optional<Compatibility> level) {
  return change([&](const Subjects& known) -> Answer<Records> {
    if (known.own_level(subject) == level) return Records{};
    return Records{LevelSet{subject, level}};
  });
}

Answer<void> Registry::set_mode(const std::string& subject, std::optional<Mode> mode) {
  return change([&](const Subjects& known) -> Answer<Records> {
    if (known.own_mode(subject) == mode) return Records{};
    return Records{ModeSet{subject, mode}};
  });
}

}  // namespace slipstream::registry
