#include "net/answer_status.hpp"

namespace slipstream::net {

std::optional<TransferFailure> status_failure(int status, const std::string& url) {
  const auto failure = [&](ErrorCode code, bool may_pass, std::string_view what) {
    return TransferFailure{{code, fmt::format("the server answers {}: {}", status, what), url}, may_pass};
  };
  switch (status) {
    case 200:
    case 206: return std::nullopt;
    case 404:
    case 410: return failure(ErrorCode::not_found, false, "there is nothing at this address");
    case 401:
    case 403: return failure(ErrorCode::permission, false, "it does not give this to everyone");
    case 416: return failure(ErrorCode::unavailable, true, "it has another content by now");
    case 429: return failure(ErrorCode::unavailable, true, "too many requests");
    case 408:
    case 425:
    case 500:
    case 502:
    case 503:
    case 504: return failure(ErrorCode::unavailable, true, "it cannot serve this now");
    default:
      return failure(ErrorCode::unavailable, false, "nothing that could be used; is the address right?");
  }
}

}  // namespace slipstream::net
