#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/log_record.hpp"

namespace slipstream::registry {

/// What the records of the registry's topic come to. A plain value: whoever owns it locks it.
class Subjects {
 public:
  void apply(const LogRecord& record);

  using Versions = std::map<int, Version>;  ///< by number, deleted ones included
  [[nodiscard]] const std::map<std::string, Versions, std::less<>>& all() const { return subjects_; }
  /// nullptr: there never was one, or it is gone for good.
  [[nodiscard]] const Versions* find(std::string_view subject) const;
  /// The newest that is not deleted; nullptr if there is none.
  [[nodiscard]] const Version* latest(std::string_view subject) const;
  /// The version of the subject with this schema; nullptr if there is none.
  [[nodiscard]] const Version* find_same(std::string_view subject, const Schema& schema,
                                         bool deleted_too) const;

  /// nullptr: no such id.
  [[nodiscard]] const Schema* schema(int id) const;
  /// The id that this schema has in any subject.
  [[nodiscard]] std::optional<int> id_of(const Schema& schema) const;
  [[nodiscard]] int next_id() const { return schemas_.empty() ? 1 : schemas_.rbegin()->first + 1; }
  [[nodiscard]] int next_version(std::string_view subject) const;
  /// The versions that have this schema, in the order of their subjects.
  [[nodiscard]] std::vector<const Version*> with_id(int id) const;

  /// Of an empty subject: the general one. nullopt: not set.
  [[nodiscard]] std::optional<Compatibility> own_level(std::string_view subject) const;
  [[nodiscard]] std::optional<Mode> own_mode(std::string_view subject) const;
  /// With what holds where nothing is set.
  [[nodiscard]] Compatibility level(std::string_view subject) const;
  [[nodiscard]] Mode mode(std::string_view subject) const;

 private:
  std::map<std::string, Versions, std::less<>> subjects_;
  std::map<int, Schema> schemas_;  // by id: one is never given to another schema
  std::map<std::string, Compatibility, std::less<>> levels_;
  std::map<std::string, Mode, std::less<>> modes_;
};

}  // namespace slipstream::registry
