// Clients of server-sent events, many in one thread:
//   http_streams PORT CLIENTS SECONDS [PATH]
// Prints one JSON line: the events delivered a second and, where SERVER_PID names the serving process, its
// share of a core. The first two seconds, in which a stream may tell its whole state, do not count.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kSettling{2};

int open_stream(int port, std::string_view path) {
  const int client = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(port));
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(client, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) return -1;
  const auto request = fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n", path);
  return send(client, request.data(), request.size(), MSG_NOSIGNAL) > 0 ? client : -1;
}

// User and system time of another process, in seconds; 0 without one.
double cpu_seconds_of(const char* pid) {
  if (pid == nullptr) return 0;
  std::ifstream file{fmt::format("/proc/{}/stat", pid)};
  std::string word;
  double ticks = 0;
  for (int field = 1; file >> word; ++field) {
    if (field == 14 || field == 15) ticks += std::stod(word);
  }
  return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

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
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
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
