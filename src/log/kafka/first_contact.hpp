#pragma once

#include "log/kafka/client.hpp"
#include "log/kafka/reachability.hpp"

namespace slipstream::log::kafka {

/// Waits until the cluster answers for the first time; what the client notices meanwhile goes to
/// `reachability`. Errors: permission (it does not let us in: password, certificate), unavailable.
Result<> await_first_answer(rd_kafka_t* client, Reachability& reachability);

}  // namespace slipstream::log::kafka
