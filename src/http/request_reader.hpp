#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace slipstream::http {

struct Limits;

/// A request as it came, before anybody judged it.
struct ParsedRequest {
  Request request;     ///< without path and query: they are in `target`
  std::string target;  ///< as in the request line
  bool http_1_0 = false;
  bool keep_alive = true;
};

/// Reads one HTTP/1 request out of bytes that come in pieces. Bounded by the limits; no I/O. One thread at a
/// time.
class RequestReader {
 public:
  enum class State {
    need_more,  ///< of the header
    need_body,  ///< the header is complete; more of the body is needed
    complete,
    failed  ///< see failure(); the connection cannot go on
  };
  struct Progress {
    std::size_t consumed = 0;  ///< the rest must be shown again, with more behind it
    State state = State::need_more;
  };
  struct Failure {
    int status = 400;
    std::string message;
  };

  explicit RequestReader(const Limits& limits);
  ~RequestReader();
  RequestReader(RequestReader&&) noexcept;
  RequestReader& operator=(RequestReader&&) noexcept;

  /// Not after `complete` or `failed`.
  [[nodiscard]] Progress feed(std::string_view bytes);
  [[nodiscard]] const Failure& failure() const;
  /// Fails it for a reason of the caller's.
  void give_up(int status, std::string message);
  /// Does the client wait for "100 Continue" before it sends the body?
  [[nodiscard]] bool expects_continue() const;
  /// After `complete`. The reader is used up.
  [[nodiscard]] ParsedRequest take();

 private:
  class Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace slipstream::http
