#include "log/kafka/request.hpp"

namespace slipstream::log::kafka {

Result<Handle<rd_kafka_event_t>> ask(rd_kafka_t* client, std::string_view context,
                                     const std::function<void(rd_kafka_queue_t*)>& send_request) {
  const Handle<rd_kafka_queue_t> queue{rd_kafka_queue_new(client)};
  send_request(queue.get());
  Handle<rd_kafka_event_t> event{rd_kafka_queue_poll(queue.get(), 2 * kRequestTimeoutMs)};
  if (event == nullptr) return fail(ErrorCode::timeout, "{}: no answer", context);
  if (const auto code = rd_kafka_event_error(event.get()); code != RD_KAFKA_RESP_ERR_NO_ERROR)
    return std::unexpected(to_error(code, context));
  return event;
}

}  // namespace slipstream::log::kafka
