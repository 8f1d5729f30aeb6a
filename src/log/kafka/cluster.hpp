#pragma once

#include <memory>

#include "log/kafka/client.hpp"
#include "log/kafka/group_registry.hpp"
#include "log/kafka/reachability.hpp"

namespace slipstream::log::kafka {

/// What a log's producers and consumers share.
struct Cluster {
  explicit Cluster(KafkaOptions kafka) : options(std::move(kafka)), reachability(options.bootstrap_servers) {}

  const KafkaOptions options;
  Reachability reachability;
  GroupRegistry groups;
  /// For questions and administration: it fetches nothing, because a question that waits behind a fetch waits
  /// for as long as nothing comes.
  Client questions;
};
using ClusterPtr = std::shared_ptr<Cluster>;

}  // namespace slipstream::log::kafka
