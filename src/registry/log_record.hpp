#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.hpp"
#include "registry/levels.hpp"
#include "registry/schema.hpp"

/// What the registry keeps on its compacted topic, in the form of Confluent's own `_schemas`: another
/// registry could go on with it.
namespace slipstream::registry {

/// One version of a subject.
struct Version {
  std::string subject;
  int version = 0;  ///< from 1
  int id = 0;       ///< from 1, of the schema; several subjects may share one
  Schema schema;
  bool deleted = false;  ///< but not yet for good
};
/// A version that is gone for good.
struct VersionRemoved {
  std::string subject;
  int version = 0;
};
/// An empty subject: of all that have none of their own. nullopt: no longer set.
struct LevelSet {
  std::string subject;
  std::optional<Compatibility> level;
};
struct ModeSet {
  std::string subject;
  std::optional<Mode> mode;
};
using LogRecord = std::variant<Version, VersionRemoved, LevelSet, ModeSet>;

struct KeyAndValue {
  std::string key;
  std::optional<std::string> value;  ///< nullopt: a tombstone
};
[[nodiscard]] KeyAndValue write_log_record(const LogRecord& record);
/// nullopt: one that says nothing to us. Errors: invalid_input.
Result<std::optional<LogRecord>> read_log_record(std::string_view key, std::optional<std::string_view> value);

}  // namespace slipstream::registry
