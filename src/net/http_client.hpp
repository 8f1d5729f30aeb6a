#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "net/back_off.hpp"
#include "net/clock.hpp"
#include "net/host_gate.hpp"
#include "net/receiver.hpp"
#include "net/transfer.hpp"

namespace slipstream::net {

struct HttpOptions {
  TransferOptions transfer;
  BackOff back_off;
  Politeness politeness;
  std::shared_ptr<Clock> clock = steady_clock();
};

/// Of one request.
struct GetOptions {
  std::uint64_t max_bytes = std::uint64_t{64} << 20;  ///< unpacked
  Received received;
  std::stop_token stop;
};

/// Something that is asked of a server rather than got.
struct HttpQuestion {
  std::string url;
  std::vector<std::string> headers = {};  ///< "Name: value"
  std::optional<std::string> body = {};   ///< of a POST; none: a GET
};

struct HttpReply {
  int status = 0;
  std::string body;
};

struct Downloaded {
  std::uint64_t bytes = 0;
  std::uint64_t kept = 0;  ///< of them from an earlier download that was cut
};

/// Gets what other servers have. Tries again what may pass (connections cut or refused, answers cut short,
/// silence, 408, 425, 429, 500, 502, 503, 504), waiting as `back_off` and Retry-After say; proxies are those
/// of the environment (http_proxy, https_proxy, no_proxy). Any number of threads at once.
///
/// Errors, with the URL as their place: not_found (404, 410), permission (401, 403), invalid_argument (no
/// URL), invalid_input (larger than allowed), unavailable (also a certificate that is not trusted), timeout,
/// interrupted.
class HttpClient {
 public:
  explicit HttpClient(HttpOptions options = {});
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  /// The body of the answer.
  Result<std::string> get(const std::string& url, const GetOptions& options = {});

  /// The answer whatever its status, those that may pass excepted. A POST, too, is asked again: only for what
  /// may arrive twice.
  Result<HttpReply> exchange(const HttpQuestion& question, const GetOptions& options = {});

  /// The body as a file, which appears when it is whole. What is there of it when the connection, the call or
  /// the process ends stays beside it (`.part`, `.from`), and a later call goes on from there if the server
  /// still has the same content. One call for one file at a time. Errors also, without a place: those of
  /// files.
  Result<Downloaded> download(const std::string& url, const std::filesystem::path& file,
                              const GetOptions& options = {});

 private:
  Result<> ask(TransferRequest request, Receiver& receiver, const std::stop_token& stop);
  Result<TransferOutcome> attempt(const TransferRequest& request, const std::string& host, Receiver& receiver,
                                  const std::stop_token& stop);
  Result<> wait(const std::string& host, const TransferOutcome& outcome, const TransferFailure& failure,
                int failures, const std::stop_token& stop);

  const HttpOptions options_;
  HostGate gate_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Transfer>> idle_;  ///< with open connections; under mutex_
};

}  // namespace slipstream::net
