#include "http/server.hpp"

#include <algorithm>

#include <unistd.h>

#include "http/listener.hpp"
#include "http/server_loop.hpp"

namespace slipstream::http {

namespace asio = boost::asio;

namespace {

std::string machine_name() {
  char name[256] = {};
  return gethostname(name, sizeof name - 1) == 0 ? std::string{name} : std::string{};
}

Result<> check_tokens(const ServerOptions& options) {
  const bool empty = std::any_of(options.tokens.begin(), options.tokens.end(),
                                 [](const Token& token) { return token.secret.empty(); });
  if (empty) return fail(ErrorCode::invalid_argument, "an access token is empty");
  return {};
}

Result<Listener> listen(asio::io_context& io, const std::string& text, const ServerOptions& options) {
  const auto address = parse_listen_address(text);
  if (!address) return std::unexpected(address.error());
  const auto endpoint = resolve(io, *address);
  if (!endpoint) return std::unexpected(endpoint.error());
  if (!endpoint->address().is_loopback() && options.tokens.empty() && !options.insecure) {
    return fail(ErrorCode::invalid_argument,
                "{} can be reached from other machines: set http.tokens, or allow everybody with --insecure",
                text);
  }
  return open_listener(io, *address, *endpoint);
}

// Names that reach us: those listened on, those configured and, when listening everywhere, the machine's own.
std::vector<std::string> served_hosts(const ServerOptions& options, const std::vector<Listener>& listeners) {
  auto hosts = options.allowed_hosts;
  for (const auto& listener : listeners) {
    hosts.push_back(join_host_port(listener.host, 0));
    if (listener.acceptor.local_endpoint().address().is_unspecified()) hosts.push_back(machine_name());
  }
  return hosts;
}

class AsioServer final : public Server {
 public:
  AsioServer(std::unique_ptr<asio::io_context> io, std::vector<Listener> listeners, ServerOptions options,
             std::shared_ptr<const Router> router) {
    const auto hosts = served_hosts(options, listeners);
    public_host_ = options.allowed_hosts.empty() ? machine_name() : options.allowed_hosts.front();
    auto site = SitePolicy{hosts, options.allowed_origins};
    for (const auto& listener : listeners) addresses_.push_back(address_of(listener));
    loop_ = std::make_unique<ServerLoop>(std::move(io), std::move(listeners), std::move(options),
                                         std::move(router), std::move(site));
    for (const auto& code : loop_->login_codes()) login_urls_.push_back(login_address() + "/?token=" + code);
    loop_->start();
  }
  ~AsioServer() override { stop(std::chrono::milliseconds{0}); }

  std::vector<std::string> addresses() const override { return addresses_; }
  std::vector<std::string> login_urls() const override { return login_urls_; }
  ServerStats stats() const override { return loop_->stats(); }
  void wake_all() override { loop_->wake_streams(); }
  void stop(std::chrono::milliseconds grace) override { loop_->stop(grace); }

 private:
  static std::string address_of(const Listener& listener) {
    return "http://" + join_host_port(listener.host, listener.acceptor.local_endpoint().port());
  }

  // Somebody who needs a token comes from outside: "0.0.0.0" would mean nothing to them.
  std::string login_address() const {
    for (const auto& address : addresses_) {
      const auto authority = std::string_view{address}.substr(std::string_view{"http://"}.size());
      const auto host = host_without_port(authority);
      if (is_loopback_name(host)) continue;
      if (host != "0.0.0.0" && host != "::") return address;
      return "http://" + host_without_port(public_host_) + address.substr(address.rfind(':'));
    }
    return addresses_.front();
  }

  std::vector<std::string> addresses_;
  std::vector<std::string> login_urls_;
  std::string public_host_;
  std::unique_ptr<ServerLoop> loop_;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, std::shared_ptr<const Router> router) {
  if (auto checked = check_tokens(options); !checked) return propagate(checked);
  if (options.listen.empty()) return fail(ErrorCode::invalid_argument, "no address to listen on");
  auto io = std::make_unique<asio::io_context>(1);
  std::vector<Listener> listeners;
  for (const auto& text : options.listen) {
    auto listener = listen(*io, text, options);
    if (!listener) return propagate(listener);
    listeners.push_back(std::move(*listener));
  }
  return std::make_unique<AsioServer>(std::move(io), std::move(listeners), std::move(options),
                                      std::move(router));
}

}  // namespace slipstream::http
