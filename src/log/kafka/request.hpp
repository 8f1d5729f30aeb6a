#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "log/kafka/client.hpp"

namespace slipstream::log::kafka {

/// Owns an object of librdkafka's administration: std::unique_ptr<rd_kafka_X_t, DestroyWith<rd_kafka_X_t,
/// rd_kafka_X_destroy>>.
template <class T, void (*Destroy)(T*)>
struct DestroyWith {
  void operator()(T* object) const { Destroy(object); }
};

/// Sends a request to the cluster and waits for the event that answers it; `context` says in the error what
/// was tried. Any thread.
Result<Handle<rd_kafka_event_t>> ask(rd_kafka_t* client, std::string_view context,
                                     const std::function<void(rd_kafka_queue_t*)>& send_request);

}  // namespace slipstream::log::kafka
