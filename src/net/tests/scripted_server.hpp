#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>

namespace slipstream::net {

/// A server that answers with whatever bytes a test says, right or wrong, and then closes the connection; an
/// empty answer keeps silent until the server ends.
class ScriptedServer {
 public:
  /// `number` counts requests from 0; `head` is the request's, with its body behind it.
  using Script = std::function<std::string(std::size_t number, const std::string& head)>;

  explicit ScriptedServer(Script script) : script_(std::move(script)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(listener_, reinterpret_cast<sockaddr*>(&address), size);
    ::listen(listener_, 16);
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    acceptor_ = std::jthread([this](const std::stop_token& stop) { accept(stop); });
  }
  ~ScriptedServer() {
    acceptor_.request_stop();
    acceptor_.join();
    connections_.clear();
    ::close(listener_);
  }
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  [[nodiscard]] std::string url(const std::string& path = "/x") const {
    return fmt::format("http://127.0.0.1:{}{}", port_, path);
  }
  /// The heads of the requests so far, with their bodies.
  [[nodiscard]] std::vector<std::string> heads() const {
    const std::lock_guard lock(mutex_);
    return heads_;
  }

 private:
  static bool readable(int socket, const std::stop_token& stop) {
    pollfd waited{socket, POLLIN, 0};
    while (!stop.stop_requested()) {
      if (::poll(&waited, 1, 10) > 0) return true;
    }
    return false;
  }

  static bool is_whole(const std::string& request) {
    constexpr std::string_view kLength = "Content-Length: ";
    const auto end = request.find("\r\n\r\n");
    if (end == std::string::npos) return false;
    const auto at = request.find(kLength);
    return at > end || request.size() - end - 4 >= std::stoul(request.substr(at + kLength.size()));
  }

  void accept(const std::stop_token& stop) {
    while (readable(listener_, stop)) {
      const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (socket < 0) continue;
      connections_.emplace_back([this, socket](const std::stop_token& end) {
        serve(socket, end);
        ::close(socket);
      });
    }
  }

  void serve(int socket, const std::stop_token& stop) {
    std::string head;
    char buffer[4096];
    while (!is_whole(head)) {
      if (!readable(socket, stop)) return;
      const ssize_t size = ::recv(socket, buffer, sizeof buffer, 0);
      if (size <= 0) return;
      head.append(buffer, static_cast<std::size_t>(size));
    }
    std::size_t number = 0;
    {
      const std::lock_guard lock(mutex_);
      number = heads_.size();
      heads_.push_back(head);
    }
    const std::string answer = script_(number, head);
    for (std::size_t sent = 0; sent < answer.size();) {
      const ssize_t size = ::send(socket, answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
      if (size <= 0) return;
      sent += static_cast<std::size_t>(size);
    }
    if (answer.empty()) readable(socket, stop);  // until the client gives up
  }

  Script script_;
  int listener_ = -1, port_ = 0;
  mutable std::mutex mutex_;
  std::vector<std::string> heads_;
  std::vector<std::jthread> connections_;  // of the acceptor
  std::jthread acceptor_;
};

/// A good answer with `body`; `headers` end in line breaks.
inline std::string answer(const std::string& body, const std::string& headers = "", int status = 200) {
  return fmt::format("HTTP/1.1 {} X\r\nContent-Length: {}\r\nConnection: close\r\n{}\r\n{}", status,
                     body.size(), headers, body);
}

}  // namespace slipstream::net
