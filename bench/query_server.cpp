// Serves the API on full synthetic buffers while records keep coming, for load generators:
//   build/release/bench/query_server 127.0.0.1:5099 &
//   wrk -t1 -c8 -d10 -s bench/query.lua http://127.0.0.1:5099/query            (one driver, all points)
//   POINTS=1000 wrk -t1 -c8 -d10 -s bench/query.lua http://127.0.0.1:5099/query
//   wrk -t1 -c8 -d10 http://127.0.0.1:5099/healthz                             (bare GET)
#include <csignal>
#include <cstdio>
#include <thread>

#include "api/router.hpp"
#include "full_buffers.hpp"
#include "http/server.hpp"

int main(int count, char** arguments) {
  using namespace slipstream;
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  store::Store store;
  const WallTime end = base::wall_now();
  bench::fill(store, end);
  api::ApiContext context;
  context.store = &store;
  http::ServerOptions options;
  options.listen = {count > 1 ? arguments[1] : "127.0.0.1:5099"};
  auto server = http::Server::start(options, std::make_shared<const http::Router>(api::make_router(context)));
  if (!server) {
    std::fprintf(stderr, "%s\n", server.error().to_string().c_str());
    return 1;
  }
  std::jthread ingest([&](const std::stop_token& stop) {
    for (int number = bench::kRowsPerDriver; !stop.stop_requested(); ++number) {
      std::this_thread::sleep_for(bench::kTick);
      store.begin_batch(base::wall_now());
      for (int driver = 0; driver < bench::kDrivers; ++driver)
        bench::apply_synthetic(store, driver, number, end);
      store.finish_batch(base::wall_now());
      (*server)->wake_all();
    }
  });
  std::fprintf(stderr, "%s\n", (*server)->addresses().front().c_str());
  int signal = 0;
  sigwait(&signals, &signal);
  ingest.request_stop();
  ingest.join();
  (*server)->stop(std::chrono::milliseconds{300});
  return 0;
}
