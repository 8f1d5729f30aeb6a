#include "http/target.hpp"

#include <algorithm>

#include "http/text.hpp"

namespace slipstream::http {
namespace {

Result<std::string> decode(std::string_view text, Plus plus, std::string_view what) {
  auto decoded = percent_decode(text, plus);
  if (!decoded) return fail(ErrorCode::invalid_argument, "broken percent-escape in the {}", what);
  if (!is_utf8(*decoded)) return fail(ErrorCode::invalid_argument, "the {} is not UTF-8", what);
  return std::move(*decoded);
}

// "http://host:port/path" → the authority; `text` becomes "/path".
std::string_view take_authority(std::string_view& text) {
  const auto scheme = text.find("://");
  if (scheme == std::string_view::npos || text.starts_with('/')) return {};
  text.remove_prefix(scheme + 3);
  const auto end = std::min(text.find_first_of("/?"), text.size());
  const auto authority = text.substr(0, end);
  text.remove_prefix(end);
  return authority;
}

}  // namespace

Result<Target> parse_target(std::string_view text) {
  Target target;
  target.authority = take_authority(text);
  text = text.substr(0, text.find('#'));
  const auto mark = std::min(text.find('?'), text.size());
  auto path = decode(text.substr(0, mark), Plus::is_plus, "path");
  if (!path) return propagate(path);
  if (path->empty() && !target.authority.empty()) *path = "/";
  if (!path->starts_with('/')) return fail(ErrorCode::invalid_argument, "the request target is not a path");
  const bool control = std::any_of(path->begin(), path->end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (control) return fail(ErrorCode::invalid_argument, "control character in the path");
  target.path = std::move(*path);
  auto query = parse_query(text.substr(std::min(mark + 1, text.size())));
  if (!query) return propagate(query);
  target.query = std::move(*query);
  return target;
}

Result<Query> parse_query(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> items;
  for (const auto item : split(text, '&')) {
    const auto equals = std::min(item.find('='), item.size());
    auto name = decode(item.substr(0, equals), Plus::is_space, "query");
    if (!name) return propagate(name);
    auto value = decode(item.substr(std::min(equals + 1, item.size())), Plus::is_space, "query");
    if (!value) return propagate(value);
    items.emplace_back(std::move(*name), std::move(*value));
  }
  return Query{std::move(items)};
}

}  // namespace slipstream::http
