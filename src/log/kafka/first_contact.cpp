#include "log/kafka/first_contact.hpp"

#include <algorithm>

namespace slipstream::log::kafka {
namespace {

/// How long the first try may take; each further one has twice as long.
constexpr int kFirstTryMs = 100;

rd_kafka_resp_err_t ask_brokers(rd_kafka_t* client, int timeout_ms) {
  const rd_kafka_metadata_t* answer = nullptr;
  const auto code = rd_kafka_metadata(client, 0, nullptr, &answer, timeout_ms);
  if (answer != nullptr) rd_kafka_metadata_destroy(answer);
  return code;
}

}  // namespace

Result<> await_first_answer(rd_kafka_t* client, Reachability& reachability) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds{kRequestTimeoutMs};
  auto code = RD_KAFKA_RESP_ERR__TIMED_OUT;
  for (int patience = kFirstTryMs; std::chrono::steady_clock::now() < deadline;
       patience = std::min(2 * patience, kRequestTimeoutMs / 4)) {
    code = ask_brokers(client, patience);
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
      reachability.note_answer();
      return {};
    }
    rd_kafka_poll(client, 0);  // what it has noticed
    if (const auto refusal = reachability.refusal())
      return fail(ErrorCode::permission, "Kafka does not let us in: {}", *refusal);
  }
  return std::unexpected(to_error(code, "the Kafka cluster does not answer"));
}

}  // namespace slipstream::log::kafka
