#include "registry/finding.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace slipstream::registry {

std::unexpected<RegistryError> refuse(int code, std::string message) {
  return std::unexpected(RegistryError{code, std::move(message)});
}

Answer<const Subjects::Versions*> find_subject(const Subjects& subjects, const std::string& subject,
                                               bool deleted_too) {
  const Subjects::Versions* versions = subjects.find(subject);
  const bool there = versions != nullptr && (deleted_too || subjects.latest(subject) != nullptr);
  if (!there) return refuse(40401, fmt::format("Subject '{}' not found.", subject));
  return versions;
}

Answer<const Version*> find_version(const Subjects& subjects, const std::string& subject,
                                    std::string_view text, bool deleted_too) {
  auto versions = find_subject(subjects, subject, deleted_too);
  if (!versions) return std::unexpected(versions.error());
  if (text == "latest" || text == "-1") {
    if (const Version* latest = subjects.latest(subject)) return latest;
    if (deleted_too) return &(*versions)->rbegin()->second;
  }
  int number = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (wrong != std::errc{} || end != text.data() + text.size() || number < 1) {
    return refuse(42202,
                  fmt::format("The specified version '{}' is not a valid version id. Allowed values are "
                              "between [1, 2^31-1] and the string \"latest\"",
                              text));
  }
  const auto found = (*versions)->find(number);
  if (found == (*versions)->end() || (found->second.deleted && !deleted_too))
    return refuse(40402, fmt::format("Version {} not found.", number));
  return &found->second;
}

Answer<Schema> parsed(SchemaType type, std::string_view text) {
  auto schema = parse(type, text);
  if (!schema) {
    return refuse(42201, fmt::format("Invalid schema of type {}, details: {}", to_string(type),
                                     schema.error().to_string()));
  }
  return *schema;
}

Answer<std::vector<std::string>> objections(const Schema& schema, const std::vector<const Version*>& earlier,
                                            Compatibility level) {
  std::vector<std::string> all;
  const auto collect = [&](const Schema& reader, const Schema& writer, const Version& version,
                           std::string_view who) -> Answer<void> {
    auto found = incompatibilities(reader, writer);
    if (!found) return refuse(42201, found.error().to_string());
    for (const std::string& message : *found)
      all.push_back(fmt::format("{} version {}: {}", who, version.version, message));
    return {};
  };
  for (const Version* version : earlier) {
    if (version->schema.type != schema.type) {
      all.push_back(
          fmt::format("version {} is of type {}", version->version, to_string(version->schema.type)));
      continue;
    }
    if (reads_earlier(level)) {
      auto done = collect(schema, version->schema, *version, "cannot read");
      if (!done) return std::unexpected(done.error());
    }
    if (is_read_by_earlier(level)) {
      auto done = collect(version->schema, schema, *version, "cannot be read by");
      if (!done) return std::unexpected(done.error());
    }
  }
  return all;
}

std::vector<const Version*> binding_versions(const Subjects& subjects, const std::string& subject,
                                             Compatibility level) {
  std::vector<const Version*> binding;
  const Subjects::Versions* versions = subjects.find(subject);
  if (versions == nullptr || level == Compatibility::none) return binding;
  for (const auto& [number, version] : *versions) {
    if (!version.deleted) binding.push_back(&version);
  }
  if (!is_transitive(level) && binding.size() > 1) binding.erase(binding.begin(), binding.end() - 1);
  return binding;
}

}  // namespace slipstream::registry
