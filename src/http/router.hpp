#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "http/event_stream.hpp"
#include "http/message.hpp"

namespace slipstream::http {

/// Where a handler runs: small ones on the I/O thread, what takes long (big bodies, SQL) on the worker pool.
enum class RunOn { io_thread, worker };
/// What a caller must be allowed to do. `read` is enough for a POST that only asks (Grafana's /query).
enum class Access { read, control };
/// How the errors of a route look: `{"error":{…}}` or `{"detail":"…"}`.
enum class ErrorForm { error, detail };

using Handler = std::function<Result<Response>(const Request&)>;
/// nullopt: it takes longer than an I/O thread has.
using QuickHandler = std::function<std::optional<Result<Response>>(const Request&)>;
/// Opens a stream of server-sent events, or refuses.
using StreamHandler = std::function<Result<std::unique_ptr<EventStream>>(const Request&)>;

struct RouteOptions {
  RunOn run_on = RunOn::io_thread;
  Access access = Access::read;
  ErrorForm errors = ErrorForm::error;
};

struct Route {
  Method method = Method::get;
  std::string pattern;  ///< "/api/v1/sessions/{key}"
  RouteOptions options;
  std::variant<Handler, StreamHandler> handler;
  QuickHandler quick = nullptr;
};

/// The routes of a server. Filled before the server starts, then only read: thread-safe.
class Router {
 public:
  void add(Method method, std::string pattern, Handler handler, RouteOptions options = {});
  /// `quick` is asked first, on the I/O thread, and `handler` on a worker what that leaves: many a request
  /// costs less than the way to a worker and back.
  void add(Method method, std::string pattern, QuickHandler quick, Handler handler,
           RouteOptions options = {});
  void add_stream(std::string pattern, StreamHandler handler, RouteOptions options = {});
  /// Answers GET of every path that no route knows (static files); what it answers not_found stays a 404. Not
  /// under a prefix whose errors look different: nothing but that API is there.
  void set_fallback(Handler handler, RouteOptions options = {});
  /// How 404, 401 and the like look under a path ("/v1"; the longest that fits decides), where no route says.
  void set_error_form(std::string path_prefix, ErrorForm form);

  struct Match {
    const Route* route = nullptr;  ///< nullptr: none of this method
    std::vector<Method> allowed;   ///< methods of the path when route is null; empty: unknown path
    std::vector<std::pair<std::string, std::string>> path_parameters;
  };
  /// HEAD matches a GET route. Where several patterns fit, a fixed segment wins over a parameter, from the
  /// left.
  [[nodiscard]] Match match(Method method, std::string_view path) const;
  [[nodiscard]] ErrorForm error_form(std::string_view path) const;
  /// Without the fallback.
  [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

 private:
  struct Pattern {
    std::vector<std::string> segments;  ///< of the route of the same index; "{name}" is a parameter
    std::string rank;                   ///< sorts fixed segments before parameters, from the left
  };

  void add_route(Route route);
  [[nodiscard]] bool has_fallback(std::string_view path) const;

  std::vector<Route> routes_;
  std::vector<Pattern> patterns_;
  std::optional<Route> fallback_;
  std::vector<std::pair<std::string, ErrorForm>> error_forms_;
};

}  // namespace slipstream::http
