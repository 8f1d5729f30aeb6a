// Serves the API on full synthetic buffers while records keep coming, for load generators:
//   build/release/bench/query_server 127.0.0.1:5099 &
//   wrk -t1 -c8 -d10 -s bench/query.lua http://127.0.0.1:5099/query            (one driver, all points)
//   POINTS=1000 wrk -t1 -c8 -d10 -s bench/query.lua http://127.0.0.1:5099/query
//   wrk -t1 -c8 -d10 http://127.0.0.1:5099/healthz                             (bare GET)
// Prints its address, and after SIGINT or SIGTERM one JSON line: what the buffers take, and how long taking a
// tick of records in took meanwhile.
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <thread>
#include <vector>

#include <malloc.h>

#include "api/router.hpp"
#include "full_buffers.hpp"
#include "http/server.hpp"

namespace {

using namespace slipstream;

double allocated_mib() {
  const struct mallinfo2 info = mallinfo2();
  return static_cast<double>(info.uordblks + info.hblkhd) / (1 << 20);
}

/// One record of each driver every tick, as at 1×. Returns the milliseconds that each tick took.
std::vector<double> ingest(store::Store& store, http::Server& server, WallTime end,
                           const std::stop_token& stop) {
  std::vector<double> took_ms;
  for (int number = bench::kRowsPerDriver; !stop.stop_requested(); ++number) {
    std::this_thread::sleep_for(bench::kTick);
    const auto begin = std::chrono::steady_clock::now();
    store.begin_batch(base::wall_now());
    for (int driver = 0; driver < bench::kDrivers; ++driver) {
      bench::apply_synthetic(store, driver, number, end);
    }
    store.finish_batch(base::wall_now());
    server.wake_all();
    took_ms.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
  }
  std::ranges::sort(took_ms);
  return took_ms;
}

}  // namespace

int main(int count, char** arguments) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  const double empty_mib = allocated_mib();
  store::Store store;
  const WallTime end = base::wall_now();
  bench::fill(store, end);
  const double buffers_mib = allocated_mib() - empty_mib;
  api::ApiContext context;
  context.store = &store;
  http::ServerOptions options;
  options.listen = {count > 1 ? arguments[1] : "127.0.0.1:5099"};
  auto server = http::Server::start(options, std::make_shared<const http::Router>(api::make_router(context)));
  if (!server) {
    std::fprintf(stderr, "%s\n", server.error().to_string().c_str());
    return 1;
  }
  std::vector<double> took_ms;
  std::jthread taking_in([&](const std::stop_token& stop) { took_ms = ingest(store, **server, end, stop); });
  std::printf("%s\n", (*server)->addresses().front().c_str());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&signals, &signal);
  taking_in.request_stop();
  taking_in.join();
  (*server)->stop(std::chrono::milliseconds{300});
  const double p99_ms = took_ms.empty() ? 0 : took_ms[took_ms.size() * 99 / 100];
  std::printf(R"({"buffers_mib":%.1f,"ingest_ticks":%zu,"ingest_p99_ms":%.3f})"
              "\n",
              buffers_mib, took_ms.size(), p99_ms);
  return 0;
}
