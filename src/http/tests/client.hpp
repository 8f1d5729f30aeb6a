#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/server.hpp"
#include "http/text.hpp"

namespace slipstream::http {

/// A response as a client saw it.
struct Reply {
  int status = 0;
  std::string head;
  std::string body;

  /// Of a header by its name; empty if absent.
  [[nodiscard]] std::string header(std::string_view name) const {
    for (const auto line : split(head, '\n')) {
      const auto colon = line.find(':');
      if (colon == std::string_view::npos || !equals_ignoring_case(line.substr(0, colon), name)) continue;
      auto value = trim(line.substr(colon + 1));
      if (value.ends_with('\r')) value.remove_suffix(1);
      return std::string{value};
    }
    return {};
  }
};

/// A bare TCP client that can misbehave. Every wait ends after ten seconds.
class Client {
 public:
  explicit Client(const Server& server, std::size_t listener = 0, int receive_buffer_bytes = 0) {
    const auto address = server.addresses().at(listener);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1))));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (receive_buffer_bytes > 0) {
      setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes, sizeof receive_buffer_bytes);
    }
    if (connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) ADD_FAILURE() << "cannot connect";
  }
  ~Client() { close(); }
  Client(Client&& other) noexcept : socket_(std::exchange(other.socket_, -1)), in_(std::move(other.in_)) {}
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  void close() {
    if (socket_ >= 0) ::close(std::exchange(socket_, -1));
  }

  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;  // the server has had enough: what it answered tells
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  void finish_sending() { shutdown(socket_, SHUT_WR); }

  /// A request with a good Host; `headers` are lines with CRLF.
  void request(std::string_view method, std::string_view target, std::string_view headers = {},
               std::string_view body = {}) {
    std::string bytes = fmt::format("{} {} HTTP/1.1\r\nHost: localhost\r\n{}", method, target, headers);
    if (!body.empty()) bytes += fmt::format("Content-Length: {}\r\n", body.size());
    send(bytes + "\r\n" + std::string{body});
  }

  enum class Body { present, absent };
  /// The next response; status 0 if the connection ended without one. Pass `absent` after HEAD.
  Reply reply(Body body = Body::present) {
    Reply reply;
    const auto head = take_through("\r\n\r\n");
    if (!head) return reply;
    reply.head = *head;
    reply.status = std::stoi(head->substr(9, 3));
    const auto length = reply.header("content-length");
    if (body == Body::absent || length.empty()) return reply;
    reply.body = take(std::stoul(length)).value_or("cut off");
    return reply;
  }

  Reply ask(std::string_view method, std::string_view target, std::string_view headers = {},
            std::string_view body = {}) {
    request(method, target, headers, body);
    return reply(method == "HEAD" ? Body::absent : Body::present);
  }

  /// Everything up to and including `marker`; nullopt if it never comes.
  std::optional<std::string> take_through(std::string_view marker) {
    while (true) {
      if (const auto at = in_.find(marker); at != std::string::npos) return take(at + marker.size());
      if (!receive()) return std::nullopt;
    }
  }

  std::optional<std::string> take(std::size_t bytes) {
    while (in_.size() < bytes) {
      if (!receive()) return std::nullopt;
    }
    auto taken = in_.substr(0, bytes);
    in_.erase(0, bytes);
    return taken;
  }

  /// Everything until the server closes; nullopt if it does not.
  std::optional<std::string> take_all() {
    while (receive()) {
    }
    if (!at_end_) return std::nullopt;
    return std::exchange(in_, {});
  }

 private:
  bool receive() {
    constexpr int kPatienceMs = 10'000;
    pollfd readable{socket_, POLLIN, 0};
    if (poll(&readable, 1, kPatienceMs) <= 0) return false;
    char bytes[16384];
    const auto count = recv(socket_, bytes, sizeof bytes, 0);
    at_end_ = count <= 0;
    if (count > 0) in_.append(bytes, static_cast<std::size_t>(count));
    return count > 0;
  }

  int socket_ = -1;
  std::string in_;
  bool at_end_ = false;
};

/// Waits until `condition` holds, at most ten seconds.
template <class Condition>
[[nodiscard]] bool eventually(Condition condition) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{10};
  while (!condition()) {
    if (std::chrono::steady_clock::now() > until) return false;
    usleep(1000);
  }
  return true;
}

/// A server of these routes on a free port of 127.0.0.1, or on what the options say.
inline std::unique_ptr<Server> start_server(Router router, ServerOptions options = {}) {
  if (options.listen == ServerOptions{}.listen) options.listen = {"127.0.0.1:0"};
  auto server = Server::start(std::move(options), std::make_shared<const Router>(std::move(router)));
  if (!server) ADD_FAILURE() << server.error().to_string();
  return server ? std::move(*server) : nullptr;
}

}  // namespace slipstream::http
