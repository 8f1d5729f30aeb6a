#include "http/router.hpp"

#include <algorithm>

namespace slipstream::http {
namespace {

bool is_parameter(std::string_view segment) { return segment.starts_with('{') && segment.ends_with('}'); }

// "/a/b" → {"a","b"}; "/" → {""}; "/a/" → {"a",""}.
template <class Text>
std::vector<Text> segments_of(std::string_view path) {
  std::vector<Text> segments;
  path.remove_prefix(path.starts_with('/') ? 1 : 0);
  while (true) {
    const auto end = path.find('/');
    segments.emplace_back(path.substr(0, end));
    if (end == std::string_view::npos) return segments;
    path.remove_prefix(end + 1);
  }
}

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string_view>& path) {
  return std::equal(pattern.begin(), pattern.end(), path.begin(), path.end(),
                    [](const std::string& expected, std::string_view found) {
                      return is_parameter(expected) ? !found.empty() : expected == found;
                    });
}

bool serves(const Route& route, Method method) {
  return route.method == method || (method == Method::head && route.method == Method::get);
}

void allow(std::vector<Method>& allowed, Method method) {
  if (std::find(allowed.begin(), allowed.end(), method) == allowed.end()) allowed.push_back(method);
}

}  // namespace

void Router::add(Method method, std::string pattern, Handler handler, RouteOptions options) {
  add_route({method, std::move(pattern), options, std::move(handler)});
}

void Router::add(Method method, std::string pattern, QuickHandler quick, Handler handler,
                 RouteOptions options) {
  options.run_on = RunOn::worker;
  add_route({method, std::move(pattern), options, std::move(handler), std::move(quick)});
}

void Router::add_stream(std::string pattern, StreamHandler handler, RouteOptions options) {
  add_route({Method::get, std::move(pattern), options, std::move(handler)});
}

void Router::add_route(Route route) {
  Pattern pattern;
  pattern.segments = segments_of<std::string>(route.pattern);
  for (const auto& segment : pattern.segments) pattern.rank += is_parameter(segment) ? '1' : '0';
  patterns_.push_back(std::move(pattern));
  routes_.push_back(std::move(route));
}

void Router::set_fallback(Handler handler, RouteOptions options) {
  fallback_ = Route{Method::get, "", options, std::move(handler)};
}

void Router::set_error_form(std::string path_prefix, ErrorForm form) {
  error_forms_.emplace_back(std::move(path_prefix), form);
}

Router::Match Router::match(Method method, std::string_view path) const {
  const auto segments = segments_of<std::string_view>(path);
  Match match;
  const Pattern* best = nullptr;
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    if (!fits(patterns_[i].segments, segments)) continue;
    allow(match.allowed, routes_[i].method);
    if (routes_[i].method == Method::get) allow(match.allowed, Method::head);
    if (!serves(routes_[i], method)) continue;
    if (best != nullptr && best->rank <= patterns_[i].rank) continue;
    best = &patterns_[i];
    match.route = &routes_[i];
  }
  if (best != nullptr) {
    match.allowed.clear();
    for (std::size_t i = 0; i < segments.size(); ++i) {
      const std::string_view name = best->segments[i];
      if (is_parameter(name))
        match.path_parameters.emplace_back(name.substr(1, name.size() - 2), segments[i]);
    }
  } else if (match.allowed.empty() && has_fallback(path) && serves(*fallback_, method)) {
    match.route = &*fallback_;
  }
  return match;
}

bool Router::has_fallback(std::string_view path) const {
  return fallback_ && error_form(path) == fallback_->options.errors;
}

ErrorForm Router::error_form(std::string_view path) const {
  std::size_t longest = 0;
  ErrorForm form = ErrorForm::error;
  for (const auto& [prefix, its_form] : error_forms_) {
    const bool under =
        path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/');
    if (!under || prefix.size() < longest) continue;
    longest = prefix.size();
    form = its_form;
  }
  return form;
}

}  // namespace slipstream::http
