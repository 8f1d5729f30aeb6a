#include "http/message.hpp"

#include <algorithm>
#include <array>

#include "http/errors.hpp"
#include "http/text.hpp"

namespace slipstream::http {
namespace {

constexpr std::array<std::pair<Method, std::string_view>, 7> kMethods{{{Method::get, "GET"},
                                                                       {Method::head, "HEAD"},
                                                                       {Method::post, "POST"},
                                                                       {Method::put, "PUT"},
                                                                       {Method::patch, "PATCH"},
                                                                       {Method::del, "DELETE"},
                                                                       {Method::options, "OPTIONS"}}};

std::string_view find(const std::vector<std::pair<std::string, std::string>>& items, std::string_view name) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const auto& i) { return i.first == name; });
  return found == items.end() ? std::string_view{} : std::string_view{found->second};
}

}  // namespace

std::string_view to_string(Method method) {
  for (const auto& [value, name] : kMethods) {
    if (value == method) return name;
  }
  return {};
}

std::optional<Method> method_named(std::string_view name) {
  for (const auto& [value, known] : kMethods) {
    if (known == name) return value;
  }
  return std::nullopt;
}

std::optional<std::string_view> Query::get(std::string_view name) const {
  for (const auto& [key, value] : items_) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::vector<std::string_view> Query::get_all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [key, value] : items_) {
    if (key == name) values.push_back(value);
  }
  return values;
}

std::vector<std::string> Query::get_list(std::string_view name) const {
  std::vector<std::string> list;
  for (const auto& value : get_all(name)) {
    for (const auto& part : split(value, ',')) list.emplace_back(part);
  }
  return list;
}

std::string_view Request::header(std::string_view name) const { return find(headers, name); }

std::string_view Request::path_parameter(std::string_view name) const { return find(path_parameters, name); }

Response json_response(std::string body, int status) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

Response error_response(const Error& error) { return error_response(error, ErrorForm::error); }

Response detail_response(const Error& error) { return error_response(error, ErrorForm::detail); }

}  // namespace slipstream::http
