#include "cli/stop_signals.hpp"

#include <unistd.h>
#include <csignal>

#include <spdlog/spdlog.h>

#include "cli/command.hpp"

namespace slipstream::cli {
namespace {

/// Wakes the waiter at the end; means nothing else.
constexpr int kWake = SIGUSR1;

sigset_t waited_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, kWake);
  return set;
}

}  // namespace

StopSignals::StopSignals() {
  const sigset_t set = waited_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  // A closed pipe or socket is an error of that write, not the end of the program.
  std::signal(SIGPIPE, SIG_IGN);
  waiter_ = std::jthread([this](const std::stop_token& done) {
    const sigset_t waited = waited_signals();
    while (true) {
      int signal = 0;
      sigwait(&waited, &signal);
      if (done.stop_requested()) return;
      if (signal == kWake) continue;
      if (source_.stop_requested()) _exit(kExitInterrupted);
      spdlog::info("stopping; once more ends at once");
      source_.request_stop();
    }
  });
}

StopSignals::~StopSignals() {
  waiter_.request_stop();
  pthread_kill(waiter_.native_handle(), kWake);
}

}  // namespace slipstream::cli
