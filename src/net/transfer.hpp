#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "net/body_sink.hpp"
#include "net/http_head.hpp"

namespace slipstream::net {

/// How connections are made and when they count as dead.
struct TransferOptions {
  std::string user_agent = "slipstream";
  std::chrono::milliseconds connect_timeout{10'000};
  /// An answer that brings fewer than `slowest` bytes a second for so long (whole seconds) has stalled.
  std::chrono::seconds stalled_after{30};
  std::uint64_t slowest = 64;
  int max_redirects = 5;
  std::filesystem::path ca_file;  ///< of trusted authorities; empty: $SSL_CERT_FILE, else the system's
};

/// One attempt to get something.
struct TransferRequest {
  std::string url;
  std::vector<std::string> headers = {};  ///< "Name: value"
  bool compressed = false;                ///< the answer may come compressed; the sink gets it unpacked
  std::optional<std::string> post = {};   ///< the body of a POST; none: a GET
  bool any_status = false;                ///< the sink takes the body of every answer, not only of a good one
};

/// Why an attempt brought no whole answer.
struct TransferFailure {
  Error error;
  bool may_pass = false;  ///< trying again makes sense
};

struct TransferOutcome {
  HttpHead head;
  std::uint64_t received = 0;              ///< bytes of body that the sink took
  std::optional<TransferFailure> failure;  ///< none: an answer came whole, whatever its status
};

/// Makes requests one after the other and keeps connections open in between. One thread at a time.
class Transfer {
 public:
  explicit Transfer(const TransferOptions& options);
  ~Transfer();
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  /// Follows redirects, from https to https only. A stop ends it at once with `interrupted`.
  TransferOutcome run(const TransferRequest& request, BodySink& sink, const std::stop_token& stop);

 private:
  class Handles;
  std::unique_ptr<Handles> handles_;
};

}  // namespace slipstream::net
