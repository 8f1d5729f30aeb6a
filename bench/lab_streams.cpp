// Clients of the lab's streams, many in one thread, spread over races:
//   lab_streams PORT CLIENTS SECONDS RACE…
// Prints one JSON line: how late updates were (from their own timestamp to the end of reading them), how many
// a client missed of those that others of its race got, how many were of another race, and, where SERVER_PID
// names the serving process, its share of a core. The first two seconds, in which a stream tells the order as
// it stands, do not count.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <sys/epoll.h>

#include "base/time.hpp"
#include "sse_clients.hpp"

namespace {

using Clock = std::chrono::steady_clock;
using slipstream::WallTime;

constexpr std::chrono::seconds kSettling{2};
constexpr std::chrono::seconds kRest{1};  // after the end, for what is on its way

struct Follower {
  int socket = -1;
  std::size_t race = 0;
  std::string unread;                // the beginning of an event
  std::set<std::string> timestamps;  // of the updates that count
};

// The text behind the last `"name":"`; empty without one.
std::string_view last_text(std::string_view event, std::string_view name) {
  const auto at = event.rfind(name);
  if (at == std::string_view::npos) return {};
  const auto from = at + name.size();
  return event.substr(from, event.find('"', from) - from);
}

class Measurement {
 public:
  Measurement(std::vector<std::string> races, WallTime begin, WallTime end)
      : races_(std::move(races)), begin_(begin), end_(end) {}

  void take(Follower& client, std::string_view bytes, WallTime now) {
    client.unread += bytes;
    std::size_t done = 0;
    for (auto at = client.unread.find("\n\n"); at != std::string::npos;
         at = client.unread.find("\n\n", done)) {
      take_event(client, std::string_view{client.unread}.substr(done, at - done), now);
      done = at + 2;
    }
    client.unread.erase(0, done);
  }

  void report(const std::vector<Follower>& clients, double seconds, double server_cpu) {
    std::map<std::size_t, std::set<std::string>> updates;
    for (const Follower& each : clients)
      updates[each.race].insert(each.timestamps.begin(), each.timestamps.end());
    std::size_t missed = 0;
    for (const Follower& each : clients) missed += updates[each.race].size() - each.timestamps.size();
    std::ranges::sort(late_ms_);
    const auto at = [&](double part) {
      if (late_ms_.empty()) return 0.0;
      return late_ms_[std::min(late_ms_.size() - 1,
                               static_cast<std::size_t>(part * static_cast<double>(late_ms_.size())))];
    };
    fmt::print(R"({{"clients":{},"races":{},"updates":{},"p50_ms":{:.1f},"p99_ms":{:.1f},"max_ms":{:.1f},)",
               clients.size(), races_.size(), late_ms_.size(), at(0.5), at(0.99), at(1));
    fmt::print(R"("missed":{},"of_other_races":{},"server_core_percent":{:.1f}}})", missed, foreign_,
               100 * server_cpu / seconds);
    fmt::print("\n");
  }

 private:
  void take_event(Follower& client, std::string_view event, WallTime now) {
    const std::string_view text = last_text(event, R"("timestamp":")");
    if (text.empty()) return;  // a sign of life
    if (last_text(event, R"("race_id":")") != races_[client.race]) ++foreign_;
    const auto made = slipstream::base::parse_utc(std::string{text} + "Z");
    if (!made || *made < begin_ || *made >= end_) return;
    client.timestamps.emplace(text);
    late_ms_.push_back(std::chrono::duration<double, std::milli>(now - *made).count());
  }

  const std::vector<std::string> races_;
  const WallTime begin_, end_;
  std::size_t foreign_ = 0;
  std::vector<double> late_ms_;
};

// False if the server closed a stream.
bool read_until(WallTime end, int poll, std::vector<Follower>& clients, Measurement& measurement) {
  std::vector<epoll_event> ready(256);
  std::vector<char> buffer(1 << 16);
  while (slipstream::base::wall_now() < end) {
    const int count = epoll_wait(poll, ready.data(), static_cast<int>(ready.size()), 100);
    for (int i = 0; i < count; ++i) {
      Follower& client = clients[ready[static_cast<std::size_t>(i)].data.u64];
      const auto got = recv(client.socket, buffer.data(), buffer.size(), 0);
      if (got <= 0) return false;
      measurement.take(client, {buffer.data(), static_cast<std::size_t>(got)}, slipstream::base::wall_now());
    }
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) {
    fmt::print(stderr, "lab_streams PORT CLIENTS SECONDS RACE…\n");
    return 2;
  }
  const std::vector<std::string> races(argv + 4, argv + argc);
  allow_many_files();
  const int poll = epoll_create1(0);
  std::vector<Follower> clients(static_cast<std::size_t>(std::atoi(argv[2])));
  for (std::size_t i = 0; i < clients.size(); ++i) {
    clients[i].race = i % races.size();
    clients[i].socket =
        open_stream(std::atoi(argv[1]), "/api/positions/stream?race_id=" + races[clients[i].race]);
    if (clients[i].socket < 0) return std::perror("connect"), 1;
    epoll_event wanted{EPOLLIN, {.u64 = i}};
    epoll_ctl(poll, EPOLL_CTL_ADD, clients[i].socket, &wanted);
  }
  const char* server = std::getenv("SERVER_PID");
  const WallTime begin = slipstream::base::wall_now() + kSettling;
  const WallTime end = begin + std::chrono::seconds{std::atoi(argv[3])};
  Measurement measurement(races, begin, end);
  bool open = read_until(begin, poll, clients, measurement);
  const double cpu_before = cpu_seconds_of(server);
  const auto began = Clock::now();
  open = open && read_until(end, poll, clients, measurement);
  const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
  const double cpu = cpu_seconds_of(server) - cpu_before;
  open = open && read_until(end + kRest, poll, clients, measurement);
  if (!open) return fmt::print(stderr, "the server closed a stream\n"), 1;
  measurement.report(clients, seconds, cpu);
}
