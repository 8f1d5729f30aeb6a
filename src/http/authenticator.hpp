#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"
#include "http/server.hpp"

namespace slipstream::http {

/// Equal, in a time that depends on the lengths alone.
[[nodiscard]] bool equal_in_constant_time(std::string_view a, std::string_view b);
/// "Bearer abc" → "abc". Of "Basic …" it is the password, whatever the user: clients of schema registries can
/// do nothing else. Empty if it is anything else.
[[nodiscard]] std::string shown_token(std::string_view authorization);
/// The value of a cookie in a Cookie header; empty if absent.
[[nodiscard]] std::string_view cookie_value(std::string_view cookies, std::string_view name);

/// Knows who may do what. I/O thread.
class Authenticator {
 public:
  explicit Authenticator(std::vector<Token> tokens);

  [[nodiscard]] bool has_tokens() const { return !entries_.empty(); }
  /// By Authorization header or cookie; nullopt if neither fits.
  [[nodiscard]] std::optional<Access> access_of(const Request& request) const;

  /// The value of the Set-Cookie header that logs in whoever shows a login code (which then is spent) or a
  /// token's secret; nullopt for anything else.
  [[nodiscard]] std::optional<std::string> log_in(std::string_view shown);
  /// The unspent codes, one a token, made at start: for URLs to print. Never the secrets.
  [[nodiscard]] std::vector<std::string> login_codes() const;

 private:
  struct Entry {
    std::string secret;
    std::string cookie;      // depends on the secret alone: outlives a restart, gives nothing away
    std::string login_code;  // empty once spent
    Access access;
  };

  std::vector<Entry> entries_;
};

}  // namespace slipstream::http
