// What programs that are many clients of server-sent events share.
#pragma once

#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

// As many connections as the machine allows.
inline void allow_many_files() {
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
}

// -1: not connected.
inline int open_stream(int port, std::string_view path) {
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
inline double cpu_seconds_of(const char* pid) {
  if (pid == nullptr) return 0;
  std::ifstream file{fmt::format("/proc/{}/stat", pid)};
  std::string word;
  double ticks = 0;
  for (int field = 1; file >> word; ++field) {
    if (field == 14 || field == 15) ticks += std::stod(word);
  }
  return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}
