#include "http/handling.hpp"

#include <exception>

#include "base/logging.hpp"
#include "http/errors.hpp"

namespace slipstream::http {
namespace {

// Exceptions stop here: a handler's bug costs its request, not the server.
template <class Call>
auto guarded(const Request& request, Call&& call) -> decltype(call()) {
  try {
    return call();
  } catch (const std::exception& thrown) {
    spdlog::error("{} {}: {}", to_string(request.method), request.path, thrown.what());
    return fail(ErrorCode::internal, "internal error; the server's log says more");
  }
}

Response response_of(const Admitted& admitted, Result<Response> result) {
  if (result) return std::move(*result);
  return error_response(result.error(), admitted.route->options.errors);
}

}  // namespace

Response run_handler(const Admitted& admitted) {
  auto response =
      guarded(admitted.request, [&] { return std::get<Handler>(admitted.route->handler)(admitted.request); });
  return response_of(admitted, std::move(response));
}

std::optional<Response> run_quick_handler(const Admitted& admitted) {
  const QuickHandler& quick = admitted.route->quick;
  if (!quick) return std::nullopt;
  std::optional<Result<Response>> answer;
  auto called = guarded(admitted.request, [&]() -> Result<> {
    answer = quick(admitted.request);
    return {};
  });
  if (!called) return error_response(called.error(), admitted.route->options.errors);
  if (!answer) return std::nullopt;
  return response_of(admitted, std::move(*answer));
}

Result<std::unique_ptr<EventStream>> open_stream(const Admitted& admitted) {
  return guarded(admitted.request,
                 [&] { return std::get<StreamHandler>(admitted.route->handler)(admitted.request); });
}

bool pull(EventStream& stream, std::string& out) {
  try {
    return stream.pull(out);
  } catch (const std::exception& thrown) {
    spdlog::error("event stream: {}", thrown.what());
    return false;
  }
}

Pulled pull(BodySource& source, std::string& out) {
  try {
    return source.pull(out) ? Pulled::more : Pulled::last;
  } catch (const std::exception& thrown) {
    spdlog::error("a body that is made while it is sent: {}", thrown.what());
    return Pulled::failed;
  }
}

}  // namespace slipstream::http
