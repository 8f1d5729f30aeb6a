#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>

#include "base/result.hpp"
#include "net/clock.hpp"

namespace slipstream::net {

/// How much of one host a client takes.
struct Politeness {
  int parallel = 4;  ///< requests at a time
  double requests_per_second = 10;
};

/// Lets requests through at the pace that is polite towards each host. Any thread.
class HostGate {
  struct Host {
    int open = 0;
    Clock::TimePoint next_start, closed_until;
  };

 public:
  /// One request that was let through; the next may follow when it is gone.
  class Pass {
   public:
    Pass(HostGate& gate, Host& host) : gate_(&gate), host_(&host) {}
    Pass(Pass&& other) noexcept : gate_(other.gate_), host_(std::exchange(other.host_, nullptr)) {}
    Pass& operator=(Pass&&) = delete;
    ~Pass();

   private:
    HostGate* gate_;
    Host* host_;
  };

  HostGate(Politeness politeness, std::shared_ptr<Clock> clock);

  /// Waits until a request to `host` may start. Errors: interrupted.
  Result<Pass> enter(const std::string& host, const std::stop_token& stop);
  /// Nothing more starts towards `host` until then, because it asked for that.
  void close_until(const std::string& host, Clock::TimePoint time);

 private:
  const Politeness politeness_;
  const std::shared_ptr<Clock> clock_;
  std::mutex mutex_;
  std::condition_variable_any left_;
  std::map<std::string, Host> hosts_;  ///< under mutex_; entries stay where they are
};

}  // namespace slipstream::net
