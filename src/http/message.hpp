#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace slipstream::http {

enum class Method : std::uint8_t { get, head, post, put, patch, del, options };
[[nodiscard]] std::string_view to_string(Method method);
/// By its name on the wire, "GET"; nullopt if it is none of these.
[[nodiscard]] std::optional<Method> method_named(std::string_view name);

/// Decoded query parameters in order; a name may repeat.
class Query {
 public:
  explicit Query(std::vector<std::pair<std::string, std::string>> items = {}) : items_(std::move(items)) {}
  [[nodiscard]] std::optional<std::string_view> get(std::string_view name) const;
  [[nodiscard]] std::vector<std::string_view> get_all(std::string_view name) const;
  /// "a,b" and repeated names alike: VER,HAM.
  [[nodiscard]] std::vector<std::string> get_list(std::string_view name) const;
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& items() const { return items_; }

 private:
  std::vector<std::pair<std::string, std::string>> items_;
};

struct Request {
  Method method = Method::get;
  std::string path;  ///< percent-decoded, without the query
  Query query;
  std::vector<std::pair<std::string, std::string>> path_parameters;  ///< of the route, "{metric}"
  std::vector<std::pair<std::string, std::string>> headers;          ///< names in lower case
  std::string body;

  /// Of a header by its lower-case name; empty if absent.
  [[nodiscard]] std::string_view header(std::string_view name) const;
  [[nodiscard]] std::string_view path_parameter(std::string_view name) const;
};

/// A body that is made while it is sent. The server pulls as the client takes what came before, on a worker,
/// one call at a time.
class BodySource {
 public:
  virtual ~BodySource() = default;
  /// Appends the next piece to `out`, some ten or hundred kilobytes. False: that was the last one.
  virtual bool pull(std::string& out) = 0;
};

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::shared_ptr<BodySource> source = nullptr;  ///< in place of `body`: sent in chunks, never compressed
};

/// 200 with this JSON text.
[[nodiscard]] Response json_response(std::string body, int status = 200);
/// `{"error":{"code":"not_found","message":"…"}}` with the status that fits the code:
/// invalid_argument and invalid_input 400, permission 403, not_found 404, conflict and already_exists 409,
/// unavailable 503, timeout 504, else 500.
[[nodiscard]] Response error_response(const Error& error);
/// The same in the lab's and OpenF1's form, `{"detail":"…"}`.
[[nodiscard]] Response detail_response(const Error& error);

}  // namespace slipstream::http
