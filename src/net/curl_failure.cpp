#include "net/curl_failure.hpp"

namespace slipstream::net {
namespace {

/// Everything about trust: trying again changes nothing.
bool is_about_trust(CURLcode code) {
  return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE ||
         code == CURLE_SSL_CERTPROBLEM || code == CURLE_SSL_ISSUER_ERROR ||
         code == CURLE_SSL_INVALIDCERTSTATUS;
}

}  // namespace

TransferFailure curl_failure(CURLcode code, const std::string& text, const std::string& url) {
  const auto failure = [&](ErrorCode kind, bool may_pass, std::string message) {
    return TransferFailure{{kind, std::move(message), url}, may_pass};
  };
  if (is_about_trust(code)) {
    return failure(
        ErrorCode::unavailable, false,
        fmt::format("the server's certificate is not trusted ({}); is ca-certificates installed, is "
                    "the clock right?",
                    text));
  }
  switch (code) {
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return failure(ErrorCode::invalid_argument, false, fmt::format("not an address to go to: {}", text));
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      return failure(ErrorCode::unavailable, false, "the host cannot be found; is there a network?");
    case CURLE_TOO_MANY_REDIRECTS:
      return failure(ErrorCode::unavailable, false, "redirected too often; is the address right?");
    case CURLE_COULDNT_CONNECT:
      return failure(ErrorCode::unavailable, true,
                     fmt::format("cannot connect ({}); is the address right, is there a network?", text));
    case CURLE_OPERATION_TIMEDOUT:
      return failure(ErrorCode::timeout, true, fmt::format("the server is silent or too slow ({})", text));
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
      return failure(ErrorCode::unavailable, true, fmt::format("the connection was cut ({})", text));
    case CURLE_OUT_OF_MEMORY: return failure(ErrorCode::internal, false, text);
    default: return failure(ErrorCode::unavailable, true, fmt::format("the transfer failed ({})", text));
  }
}

}  // namespace slipstream::net
