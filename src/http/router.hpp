#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
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

struct RouteOptions {
  RunOn run_on = RunOn::io_thread;
  Access access = Access::read;
  ErrorForm errors = ErrorForm::error;
};

using Handler = std::function<Result<Response>(const Request&)>;
/// Opens a stream of server-sent events, or refuses.
using StreamHandler = std::function<Result<std::unique_ptr<EventStream>>(const Request&)>;

struct Route {
  Method method = Method::get;
  std::string pattern;  ///< "/api/v1/sessions/{key}"
  RouteOptions options;
  std::variant<Handler, StreamHandler> handler;
};

/// The routes of a server. Filled before the server starts, then only read: thread-safe.
class Router {
 public:
  void add(Method method, std::string pattern, Handler handler, RouteOptions options = {});
  void add_stream(std::string pattern, StreamHandler handler, RouteOptions options = {});

  struct Match {
    const Route* route = nullptr;  ///< nullptr: none of this method
    std::vector<Method> allowed;   ///< methods of the path when route is null; empty: unknown path
    std::vector<std::pair<std::string, std::string>> path_parameters;
  };
  /// HEAD matches a GET route.
  [[nodiscard]] Match match(Method method, std::string_view path) const;
  [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
};

}  // namespace slipstream::http
