#pragma once

#include <functional>
#include <utility>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace slipstream::http {

/// Lets one coroutine wait until something is set; the wait takes the mark away again. I/O thread only.
class Event {
 public:
  explicit Event(boost::asio::any_io_executor executor) : executor_(std::move(executor)) {}

  /// At once if it is set already.
  boost::asio::awaitable<void> wait() {
    if (!set_) co_await suspend();
    set_ = false;
  }

  /// Setting it twice is setting it once. The coroutine goes on in a later turn, not within this call.
  void set() {
    set_ = true;
    if (auto resume = std::exchange(resume_, nullptr)) resume();
  }

 private:
  boost::asio::awaitable<void> suspend() {
    return boost::asio::async_initiate<const boost::asio::use_awaitable_t<>, void()>(
        [this](auto handler) {
          resume_ = [this, handler = std::move(handler)]() mutable {
            boost::asio::post(executor_, std::move(handler));
          };
        },
        boost::asio::use_awaitable);
  }

  boost::asio::any_io_executor executor_;
  bool set_ = false;
  std::move_only_function<void()> resume_;
};

}  // namespace slipstream::http
