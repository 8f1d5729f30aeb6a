#include "cli/http_tokens.hpp"

#include <fstream>

namespace slipstream::cli {
namespace {

Result<std::string> read_secret(
    const std::string& kind, const std::string& name,
    const std::function<std::optional<std::string>(const std::string&)>& environment) {
  std::string secret;
  if (kind == "env") {
    auto value = environment(name);
    if (!value) return fail(ErrorCode::not_found, "http.tokens: there is no environment variable {}", name);
    secret = std::move(*value);
  } else {
    std::ifstream in(name);
    if (!in) return fail(ErrorCode::not_found, "http.tokens: {} cannot be read", name);
    std::getline(in, secret);
  }
  if (secret.empty()) return fail(ErrorCode::invalid_argument, "http.tokens: {} holds no secret", name);
  return secret;
}

}  // namespace

Result<std::vector<http::Token>> read_tokens(
    const std::vector<std::string>& sources,
    const std::function<std::optional<std::string>(const std::string&)>& environment) {
  std::vector<http::Token> tokens;
  for (const std::string& source : sources) {
    const auto first = source.find(':');
    const auto second = first == std::string::npos ? first : source.find(':', first + 1);
    const std::string access = source.substr(0, first);
    const std::string kind = second == std::string::npos ? "" : source.substr(first + 1, second - first - 1);
    if ((access != "read" && access != "control") || (kind != "env" && kind != "file")) {
      // The text is not shown: it may be a secret that was put here by mistake.
      return fail(ErrorCode::invalid_argument,
                  "http.tokens takes read|control:env:NAME or read|control:file:PATH, no secret itself");
    }
    auto secret = read_secret(kind, source.substr(second + 1), environment);
    if (!secret) return propagate(secret);
    tokens.push_back({std::move(*secret), access == "read" ? http::Access::read : http::Access::control});
  }
  return tokens;
}

}  // namespace slipstream::cli
