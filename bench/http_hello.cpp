// The HTTP server alone, to be measured from outside:
//   http_hello [PORT] [PADDING_BYTES]
//   wrk -c32 -t1 -d5 http://127.0.0.1:5055/hello     bare GET
//   http_streams 5055 1000 10                        /ticks: ten events a second to each client
// Ends with SIGINT or SIGTERM and prints what it served and the CPU time it took.
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <string>
#include <thread>

#include <sys/resource.h>

#include "http/server.hpp"

namespace {

using namespace slipstream;

std::atomic<bool> stop_asked{false};
std::atomic<int> tick{0};

class TickStream final : public http::EventStream {
 public:
  explicit TickStream(const std::string& padding) : padding_(padding) {}

  bool pull(std::string& out) override {
    const int now = tick;
    if (now == told_) return true;
    told_ = now;
    fmt::format_to(std::back_inserter(out), "id: {}\ndata: {}\n\n", now, padding_);
    return true;
  }

 private:
  const std::string& padding_;
  int told_ = -1;
};

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string port = argc > 1 ? argv[1] : "5055";
  const std::string padding(argc > 2 ? std::stoul(argv[2]) : 2000, 'x');
  http::Router router;
  router.add(http::Method::get, "/hello",
             [](const http::Request&) { return http::json_response(R"({"status":"ok"})"); });
  router.add_stream("/ticks", [&](const http::Request&) { return std::make_unique<TickStream>(padding); });
  http::ServerOptions options;
  options.listen = {"127.0.0.1:" + port};
  auto server = http::Server::start(options, std::make_shared<const http::Router>(std::move(router)));
  if (!server) {
    fmt::print(stderr, "{}\n", server.error().to_string());
    return 2;
  }
  std::signal(SIGINT, [](int) { stop_asked = true; });
  std::signal(SIGTERM, [](int) { stop_asked = true; });
  auto next = std::chrono::steady_clock::now();
  while (!stop_asked) {
    std::this_thread::sleep_until(next += std::chrono::milliseconds{100});
    ++tick;
    (*server)->wake_all();
  }
  const auto stats = (*server)->stats();
  (*server)->stop(std::chrono::seconds{1});
  fmt::print("{} answers, {} MB sent, {:.2f} s of CPU\n", stats.responses[1], stats.bytes_sent >> 20,
             cpu_seconds());
}
