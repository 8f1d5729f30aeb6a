#pragma once

#include <expected>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "log/log.hpp"
#include "registry/subjects.hpp"

namespace slipstream::registry {

/// An error as Confluent's API tells it: `code` is the HTTP status or, with two more digits, says more.
struct RegistryError {
  int code = 500;
  std::string message;
  [[nodiscard]] int status() const { return code > 999 ? code / 100 : code; }
};
template <class T>
using Answer = std::expected<T, RegistryError>;
[[nodiscard]] std::unexpected<RegistryError> store_failed(const Error& error);

/// A schema registry with the meanings of Confluent's, on a compacted topic of one partition of the log. Any
/// number of processes may have one on the same topic: a writer fences the others off, reads what they wrote
/// and only then writes. Thread-safe.
class Registry {
 public:
  /// Reads the topic, which must exist. Errors: not_found, unavailable. `log` must outlive it.
  static Result<std::unique_ptr<Registry>> open(log::Log& log, std::string topic);

  /// The id of the schema, which becomes the subject's newest version unless it is one already.
  /// Errors: 42201 (no such schema), 409 (incompatible), 42205 (read-only), 50001 (the log).
  Answer<int> add(const std::string& subject, SchemaType type, std::string_view text);
  /// The subject's version with this schema. Errors: 40401, 40403, 42201.
  Answer<Version> lookup(const std::string& subject, SchemaType type, std::string_view text,
                         bool deleted_too);
  /// What stands in the way of the schema against one version, or all that count if none is named; empty:
  /// nothing does. Errors: 40401, 40402, 42201.
  Answer<std::vector<std::string>> check(const std::string& subject, std::optional<std::string> version,
                                         SchemaType type, std::string_view text);

  Answer<std::vector<std::string>> subjects(bool deleted_too);
  /// Errors: 40401.
  Answer<std::vector<int>> versions(const std::string& subject, bool deleted_too);
  /// `version`: a number, "latest" or "-1". Errors: 40401, 40402, 42202.
  Answer<Version> version(const std::string& subject, std::string_view version, bool deleted_too);
  /// Errors: 40403.
  Answer<Schema> schema(int id);
  /// Errors: 40403.
  Answer<std::vector<Version>> uses(int id);

  /// Hides a version, or, once hidden, removes it for good. The number of it. Errors: 40401, 40402, 40407
  /// (must be hidden first), 42205, 50001.
  Answer<int> remove(const std::string& subject, std::string_view version, bool for_good);
  /// So with all of a subject. Errors: 40401, 40404 (hidden already), 40405 (not hidden yet), 42205, 50001.
  Answer<std::vector<int>> remove(const std::string& subject, bool for_good);

  /// An empty subject: the general one. nullopt: it has none of its own.
  Answer<std::optional<Compatibility>> level(const std::string& subject);
  Answer<std::optional<Mode>> mode(const std::string& subject);
  /// nullopt: no longer set. Errors: 50001.
  Answer<void> set_level(const std::string& subject, std::optional<Compatibility> level);
  Answer<void> set_mode(const std::string& subject, std::optional<Mode> mode);

 private:
  /// What to write, given what is there; nothing: it is done.
  using Change = std::function<Answer<std::vector<LogRecord>>(const Subjects&)>;

  Registry(log::Log& log, std::string topic) : log_(log), topic_(std::move(topic)) {}
  Result<> read_new();
  Result<> read_all();
  Answer<void> change(const Change& change);
  Result<> write(const std::vector<LogRecord>& records, log::Producer& producer);

  /// What `use` makes of all there is. What is not there may be on its way: then it looks again.
  template <class Use>
  auto read(Use&& use) -> decltype(use(std::declval<const Subjects&>())) {
    const std::scoped_lock lock(mutex_);
    if (auto done = read_new(); !done) return store_failed(done.error());
    if (auto answer = use(std::as_const(subjects_))) return answer;
    if (auto done = read_all(); !done) return store_failed(done.error());
    return use(std::as_const(subjects_));
  }

  log::Log& log_;
  const std::string topic_;
  std::mutex mutex_;
  std::unique_ptr<log::Consumer> consumer_;  // guarded by mutex_
  Subjects subjects_;                        // guarded by mutex_
};

}  // namespace slipstream::registry
