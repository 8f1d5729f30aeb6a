#pragma once

#include <expected>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace slipstream::base {

/// What kind of failure it was; decides exit codes and HTTP statuses.
enum class ErrorCode {
  invalid_argument,  ///< the caller asked for something that makes no sense (usage)
  invalid_input,     ///< outside bytes cannot be understood
  not_found,
  already_exists,
  conflict,     ///< somebody else holds it: a data directory, a group, a topic of another shape
  unavailable,  ///< a server or file is not there now; trying again may help
  permission,
  no_space,
  exhausted,  ///< as many as may be at a time; later there may be room
  io,
  timeout,
  interrupted,  ///< a stop was asked for
  unsupported,
  internal,
};

/// An expected failure. `message` tells the user what is wrong and, where there is one, the remedy;
/// `where` is its place: "TimingData.jsonStream:812", "f1-telemetry[2]@9917", "config.yaml:14".
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;
  std::string where = {};

  /// "where: message", or the message alone when there is no place.
  [[nodiscard]] std::string to_string() const { return where.empty() ? message : where + ": " + message; }
};

/// A value or an Error. Never throw for an expected failure; never ignore a Result.
template <class T = void>
class [[nodiscard]] Result : public std::expected<T, Error> {
 public:
  using std::expected<T, Error>::expected;
};

/// `return fail(ErrorCode::not_found, "no session {}", key);`
template <class... Args>
[[nodiscard]] std::unexpected<Error> fail(ErrorCode code, fmt::format_string<Args...> format,
                                          Args&&... args) {
  return std::unexpected(Error{code, fmt::format(format, std::forward<Args>(args)...)});
}

/// As `fail`, with the place of the failure in front.
template <class... Args>
[[nodiscard]] std::unexpected<Error> fail_at(std::string where, ErrorCode code,
                                             fmt::format_string<Args...> format, Args&&... args) {
  return std::unexpected(Error{code, fmt::format(format, std::forward<Args>(args)...), std::move(where)});
}

/// Hands the error of a failed Result on: `if (!batch) return propagate(batch);`
template <class T>
[[nodiscard]] std::unexpected<Error> propagate(Result<T>& failed) {
  return std::unexpected(std::move(failed.error()));
}

}  // namespace slipstream::base

namespace slipstream {
using base::Error;
using base::ErrorCode;
using base::fail;
using base::fail_at;
using base::propagate;
using base::Result;
}  // namespace slipstream
