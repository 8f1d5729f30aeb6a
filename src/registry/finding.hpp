#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "registry/registry.hpp"

/// How subjects and versions are found, with the errors of Confluent's API where they are not.
namespace slipstream::registry {

/// Errors: 40401.
Answer<const Subjects::Versions*> find_subject(const Subjects& subjects, const std::string& subject,
                                               bool deleted_too);
/// `text`: a number, "latest" or "-1". Errors: 40401, 40402, 42202.
Answer<const Version*> find_version(const Subjects& subjects, const std::string& subject,
                                    std::string_view text, bool deleted_too);
/// Errors: 42201.
Answer<Schema> parsed(SchemaType type, std::string_view text);
/// Why `schema` may not follow these versions (oldest first) at that level, one message each; empty: it may.
Answer<std::vector<std::string>> objections(const Schema& schema, const std::vector<const Version*>& earlier,
                                            Compatibility level);
/// Those that a new schema must get along with: the newest, or all.
[[nodiscard]] std::vector<const Version*> binding_versions(const Subjects& subjects,
                                                           const std::string& subject, Compatibility level);

[[nodiscard]] std::unexpected<RegistryError> refuse(int code, std::string message);

}  // namespace slipstream::registry
