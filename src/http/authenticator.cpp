#include "http/authenticator.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <sys/random.h>

#include "base/base64.hpp"
#include "base/ids.hpp"
#include "http/text.hpp"

namespace slipstream::http {
namespace {

constexpr std::string_view kCookieName = "slipstream_token";

// 128 bits from the system: unlike base::new_ulid, nobody can guess it.
std::string new_login_code() {
  std::array<unsigned char, 16> bytes{};
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) return {};
  std::string code;
  for (const auto byte : bytes) code += fmt::format("{:02x}", byte);
  return code;
}

}  // namespace

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  volatile unsigned char difference = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const char other = b.empty() ? '\0' : b[i % b.size()];
    difference = static_cast<unsigned char>(difference | (a[i] ^ other));
  }
  return difference == 0;
}

std::string shown_token(std::string_view authorization) {
  authorization = trim(authorization);
  const auto space = authorization.find(' ');
  if (space == std::string_view::npos) return {};
  const std::string_view scheme = authorization.substr(0, space);
  const std::string_view rest = trim(authorization.substr(space));
  if (equals_ignoring_case(scheme, "bearer")) return std::string{rest};
  if (!equals_ignoring_case(scheme, "basic")) return {};
  const std::string pair = base::decode_base64(rest).value_or("");
  const auto colon = pair.find(':');
  return colon == std::string::npos ? std::string{} : pair.substr(colon + 1);
}

std::string_view cookie_value(std::string_view cookies, std::string_view name) {
  for (const auto cookie : split(cookies, ';')) {
    const auto equals = cookie.find('=');
    if (equals != std::string_view::npos && cookie.substr(0, equals) == name)
      return cookie.substr(equals + 1);
  }
  return {};
}

Authenticator::Authenticator(std::vector<Token> tokens) {
  for (auto& token : tokens) {
    auto cookie = base::name_uuid("http cookie of " + token.secret);
    entries_.push_back({std::move(token.secret), std::move(cookie), new_login_code(), token.access});
  }
}

std::optional<Access> Authenticator::access_of(const Request& request) const {
  const std::string shown = shown_token(request.header("authorization"));
  const auto cookie = cookie_value(request.header("cookie"), kCookieName);
  std::optional<Access> access;
  for (const auto& entry : entries_) {
    const bool by_header = equal_in_constant_time(shown, entry.secret);
    const bool by_cookie = equal_in_constant_time(cookie, entry.cookie);
    if ((by_header || by_cookie) && access != Access::control) access = entry.access;
  }
  return access;
}

std::optional<std::string> Authenticator::log_in(std::string_view shown) {
  for (auto& entry : entries_) {
    const bool by_code = !entry.login_code.empty() && equal_in_constant_time(shown, entry.login_code);
    if (!by_code && !equal_in_constant_time(shown, entry.secret)) continue;
    if (by_code) entry.login_code.clear();
    return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000", kCookieName,
                       entry.cookie);
  }
  return std::nullopt;
}

std::vector<std::string> Authenticator::login_codes() const {
  std::vector<std::string> codes;
  for (const auto& entry : entries_) {
    if (!entry.login_code.empty()) codes.push_back(entry.login_code);
  }
  return codes;
}

}  // namespace slipstream::http
