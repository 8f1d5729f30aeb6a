// Clients of server-sent events, many in one thread:
//   http_streams PORT CLIENTS SECONDS [PATH]
// Prints one JSON line: the events delivered a second and, where SERVER_PID names the serving process, its
// share of a core. The first two seconds, in which a stream may tell its whole state, do not count.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <sys/epoll.h>

#include "sse_clients.hpp"

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kSettling{2};

std::size_t count_events(std::string_view bytes) {
  std::size_t events = 0;
  for (auto at = bytes.find("\n\n"); at != std::string_view::npos; at = bytes.find("\n\n", at + 2)) ++events;
  return events;
}

struct Received {
  std::size_t events = 0, bytes = 0;
};

/// Reads all streams; nullopt if the server closed one.
std::optional<Received> read_until(int poll, Clock::time_point end) {
  Received received;
  std::vector<epoll_event> ready(256);
  std::vector<char> buffer(1 << 16);
  while (Clock::now() < end) {
    const int count = epoll_wait(poll, ready.data(), static_cast<int>(ready.size()), 100);
    for (int i = 0; i < count; ++i) {
      const auto got = recv(ready[static_cast<std::size_t>(i)].data.fd, buffer.data(), buffer.size(), 0);
      if (got <= 0) return fmt::print(stderr, "the server closed a stream\n"), std::nullopt;
      received.events += count_events({buffer.data(), static_cast<std::size_t>(got)});
      received.bytes += static_cast<std::size_t>(got);
    }
  }
  return received;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    fmt::print(stderr, "http_streams PORT CLIENTS SECONDS [PATH]\n");
    return 2;
  }
  const int port = std::atoi(argv[1]);
  const int clients = std::atoi(argv[2]);
  const std::string_view path = argc > 4 ? argv[4] : "/ticks";
  allow_many_files();
  const int poll = epoll_create1(0);
  for (int i = 0; i < clients; ++i) {
    const int client = open_stream(port, path);
    if (client < 0) return std::perror("connect"), 1;
    epoll_event wanted{EPOLLIN, {.fd = client}};
    epoll_ctl(poll, EPOLL_CTL_ADD, client, &wanted);
  }
  if (!read_until(poll, Clock::now() + kSettling)) return 1;
  const char* server = std::getenv("SERVER_PID");
  const double cpu_before = cpu_seconds_of(server);
  const auto begin = Clock::now();
  const auto got = read_until(poll, begin + std::chrono::seconds{std::atoi(argv[3])});
  if (!got) return 1;
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  fmt::print(R"({{"clients":{},"events_per_second":{:.0f},"mb_per_second":{:.2f})", clients,
             static_cast<double>(got->events) / seconds, static_cast<double>(got->bytes) / seconds / 1e6);
  if (server != nullptr) {
    fmt::print(R"(,"server_core_percent":{:.1f})", 100 * (cpu_seconds_of(server) - cpu_before) / seconds);
  }
  fmt::print("}}\n");
}
