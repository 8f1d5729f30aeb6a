#include "registry/json_document.hpp"

#include <algorithm>

namespace slipstream::registry {
namespace {

/// Calls visit(c) for each character outside of strings and inside(c) for the others, quotes included.
template <class Outside, class Inside>
void scan(std::string_view text, Outside&& outside, Inside&& inside) {
  bool in_string = false;
  bool escaped = false;
  for (const char c : text) {
    if (!in_string && c != '"') {
      outside(c);
      continue;
    }
    inside(c);
    if (c == '"' && !escaped) in_string = !in_string;
    escaped = in_string && c == '\\' && !escaped;
  }
}

int nesting_of(std::string_view text) {
  int depth = 0;
  int deepest = 0;
  const auto count = [&](char c) {
    if (c == '{' || c == '[') deepest = std::max(deepest, ++depth);
    if (c == '}' || c == ']') --depth;
  };
  scan(text, count, [](char) {});
  return deepest;
}

/// "[json.exception.parse_error.101] parse error at line 1, column 2: …" without the brackets.
std::string_view reason_of(const nlohmann::json::exception& problem) {
  const std::string_view text = problem.what();
  const auto end = text.find("] ");
  return end == std::string_view::npos ? text : text.substr(end + 2);
}

}  // namespace

Result<nlohmann::json> parse_document(std::string_view text) {
  if (text.size() > kMaxSchemaBytes) {
    return fail(ErrorCode::invalid_input, "the schema has {} bytes, more than {}", text.size(),
                kMaxSchemaBytes);
  }
  if (nesting_of(text) > kMaxNesting) {
    return fail(ErrorCode::invalid_input, "the schema is nested more than {} deep", kMaxNesting);
  }
  try {
    return nlohmann::json::parse(text);
  } catch (const nlohmann::json::exception& problem) {
    return fail(ErrorCode::invalid_input, "the schema is no JSON: {}", reason_of(problem));
  }
}

std::string compact(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const auto keep = [&](char c) { out += c; };
  const auto keep_token = [&](char c) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') out += c;
  };
  scan(text, keep_token, keep);
  return out;
}

}  // namespace slipstream::registry
