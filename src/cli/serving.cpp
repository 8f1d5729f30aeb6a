#include "cli/serving.hpp"

#include <cstdlib>

#include <fmt/ranges.h>
#include <spdlog/spdlog.h>
#include <nlohmann/json.hpp>

#include "api/router.hpp"
#include "cli/http_tokens.hpp"
#include "cli/rule_settings.hpp"
#include "cli/version.hpp"
#include "embedded_page.hpp"

namespace slipstream::cli {
namespace {

/// All topics of an embedded log are ours. A cluster has others too, which are nobody's business here.
inspect::InspectorOptions inspector_options(const Context& context) {
  inspect::InspectorOptions options;
  if (context.settings.engine == Engine::kafka) options.topics = topic_names(context.settings);
  options.stop = context.stop;
  return options;
}

/// SIGINT ends everything within a second: this part of it is for requests that still run.
constexpr std::chrono::milliseconds kGrace{300};

store::StoreOptions store_options(const Settings& settings, analytics::DerivedOptions derived) {
  store::StoreOptions options;
  options.derived = derived;
  options.points_per_driver = static_cast<std::size_t>(settings.buffer.points_per_driver());
  options.alerts_per_severity = static_cast<std::size_t>(settings.buffer.max_alerts);
  options.rate_window = settings.buffer.metrics_window;
  return options;
}

Result<http::ServerOptions> server_options(const Settings::Http& http) {
  auto tokens = read_tokens(http.tokens, [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>{value};
  });
  if (!tokens) return propagate(tokens);
  http::ServerOptions options;
  options.listen = http.listen;
  options.tokens = std::move(*tokens);
  options.insecure = http.insecure;
  options.allowed_hosts = http.allowed_hosts;
  options.allowed_origins = http.allowed_origins;
  return options;
}

std::vector<http::StaticFiles::File> page_files() {
  std::vector<http::StaticFiles::File> files;
  for (const web::EmbeddedFile& file : web::embedded_page())
    files.push_back({file.path, file.bytes, file.gzip});
  return files;
}

}  // namespace

Serving::Serving(const Context& context, log::Log& log, const ServingPorts& ports,
                 analytics::DerivedOptions derived)
    : store_(store_options(context.settings, derived)),
      page_(page_files()),
      reader_(log, store_,
              {context.settings.topics, [this] { wake_streams(); }, ports.start_offsets, ports.share_group}),
      remote_(log, context.settings.topics,
              [this] {
                return store_.read([](const store::Store::View& view) { return view.session.run_id(); });
              }),
      schemas_(log, context),
      inspector_(log, schemas_, inspector_options(context)) {}

Serving::~Serving() { stop(); }

void Serving::wake_streams() {
  if (http::StreamWaker* waker = waker_.load()) waker->wake_all();
}

/// A log that is only read may be older than the lab.
Result<> Serving::start_lab(const Context& context, log::Log& log, bool writes_log) {
  auto lab = LabService::start(context, log, writes_log, [this] { wake_streams(); });
  if (!lab && !writes_log && lab.error().code == ErrorCode::not_found) return {};
  if (!lab) return propagate(lab);
  lab_ = std::move(*lab);
  return {};
}

Result<std::unique_ptr<Serving>> Serving::start(const Context& context, log::Log& log, ServingPorts ports) {
  auto options = server_options(context.settings.http);
  if (!options) return propagate(options);
  // What is derived for queries must be derived as the rules derive it.
  auto rules = load_rule_set(context.settings, context.settings.rules_file);
  if (!rules) return propagate(rules);
  std::unique_ptr<Serving> serving(new Serving(context, log, ports, rules->derived));
  if (auto started = serving->start_lab(context, log, ports.writes_log); !started) return propagate(started);
  if (ports.writes_log) {
    auto schemas = registry::Registry::open(log, context.settings.topics.schemas);
    if (!schemas) return propagate(schemas);
    serving->registry_ = std::move(*schemas);
  }
  api::ApiContext api;
  api.registry = serving->registry_.get();
  api.topics = &serving->inspector_;
  api.stop = context.stop;
  api.lab = serving->lab_.get();
  api.store = &serving->store_;
  api.reader = &serving->reader_;
  api.processors = std::move(ports.processors);
  api.replay = ports.replay != nullptr ? ports.replay : &serving->remote_;
  api.sessions = ports.sessions;
  api.sql = ports.sql;
  api.circuits = ports.circuits;
  api.openf1 = ports.openf1;
  api.version = kVersion;
  api.rules = std::move(ports.rules);
  api.not_ready = [reader = &serving->reader_, others = std::move(ports.not_ready)] {
    std::vector<std::string> reasons = others();
    if (!reader->ready()) reasons.push_back(reader->why_not_ready());
    return reasons;
  };
  if (!web::embedded_page().empty()) api.page = &serving->page_;
  auto server =
      http::Server::start(std::move(*options), std::make_shared<const http::Router>(api::make_router(api)));
  if (!server) return propagate(server);
  serving->server_ = std::move(*server);
  serving->waker_ = serving->server_.get();
  serving->reading_ = std::jthread([self = serving.get()](const std::stop_token& stop) {
    if (auto done = self->reader_.run(stop); !done)
      spdlog::error("the log cannot be read: {}", done.error().to_string());
  });
  return serving;
}

void Serving::announce(const Context& context) const {
  const std::vector<std::string> addresses = server_->addresses();
  if (context.json) {
    fmt::print("{}\n", nlohmann::json{{"addresses", addresses}}.dump());
  } else {
    fmt::print("Slipstream {} at {} (Ctrl-C stops it)\n", kVersion, fmt::join(addresses, ", "));
    for (const std::string& url : server_->login_urls()) fmt::print("Open in a browser, once: {}\n", url);
  }
  std::fflush(stdout);
}

void Serving::stop() {
  waker_ = nullptr;
  if (reading_.joinable()) {
    reading_.request_stop();
    reading_.join();
  }
  if (lab_) lab_->finish();
  if (server_) server_->stop(kGrace);
}

}  // namespace slipstream::cli
