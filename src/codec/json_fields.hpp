#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"

namespace slipstream::codec {

/// Reads named fields of a JSON object. A field that is absent or null is nullopt (or empty); one of the
/// wrong type is remembered as the first error, so that a reader asks error() once at the end. Views live as
/// long as the document. One thread.
class JsonFields {
 public:
  struct Impl;
  explicit JsonFields(Impl& impl, std::string path = "") : impl_(&impl), path_(std::move(path)) {}

  [[nodiscard]] bool has(std::string_view name) const;      ///< be it null
  [[nodiscard]] bool is_null(std::string_view name) const;  ///< present and null
  [[nodiscard]] bool is_text(std::string_view name) const;  ///< present and a text

  std::string_view text(std::string_view name);
  std::optional<double> number(std::string_view name);
  std::optional<int> integer(std::string_view name);
  std::optional<std::uint64_t> count(std::string_view name);
  std::optional<bool> truth(std::string_view name);
  std::optional<SessionTime> session_time(std::string_view name);  ///< of seconds
  std::optional<Milliseconds> duration(std::string_view name);     ///< of seconds
  std::optional<UtcTime> utc(std::string_view name);
  std::optional<WallTime> wall(std::string_view name);

  /// Calls `read` with the fields of the object `name`, if there is one.
  void object(std::string_view name, const std::function<void(JsonFields&)>& read);
  /// Calls `read(index, fields)` for each object of the list `name`.
  void objects(std::string_view name, const std::function<void(std::size_t, JsonFields&)>& read);
  /// Calls `read(index, text)` for each text of the list `name`.
  void texts(std::string_view name, const std::function<void(std::size_t, std::string_view)>& read);
  /// Calls `read(index, duration)` for each number of seconds or null of the list `name`.
  void durations(std::string_view name,
                 const std::function<void(std::size_t, std::optional<Milliseconds>)>& read);

  /// Remembers that `name` is not what it should be: "field 'sectors[1].status': expected …".
  void expect(std::string_view name, std::string_view expected);
  /// The first thing that was wrong: invalid_input.
  [[nodiscard]] const std::optional<Error>& error() const;

 private:
  [[nodiscard]] std::string place(std::string_view name) const;
  Impl* impl_;
  std::string path_;  // of this object in the document, "sectors[1]."
};

/// A parsed JSON object. Keeps nothing of the text it was parsed from.
class JsonDocument {
 public:
  JsonDocument();
  ~JsonDocument();
  JsonDocument(const JsonDocument&) = delete;
  JsonDocument& operator=(const JsonDocument&) = delete;

  /// Errors: invalid_input (not JSON, not an object).
  Result<JsonFields> parse(std::string_view json);

 private:
  struct Parsed;
  std::unique_ptr<Parsed> parsed_;
};

}  // namespace slipstream::codec
