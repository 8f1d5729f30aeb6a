// The transactions of a producer.

#include "log/kafka/kafka_producer.hpp"

namespace slipstream::log::kafka {
namespace {

/// The reports of what failed come right behind the failure.
constexpr int kReportsMs = 100;

}  // namespace

Result<> KafkaProducer::begin() {
  if (!transactional()) return fail(ErrorCode::invalid_argument, "the producer has no transactional id");
  if (in_transaction_) return fail(ErrorCode::invalid_argument, "a transaction is open already");
  auto begun = check(Handle<rd_kafka_error_t>{rd_kafka_begin_transaction(client_.get())}, "begin");
  in_transaction_ = begun.has_value();
  return begun;
}

Result<> KafkaProducer::commit(std::string_view group, const Offsets& offsets) {
  if (!in_transaction_) return fail(ErrorCode::invalid_argument, "no transaction is open");
  if (group.empty() && !offsets.empty())
    return fail(ErrorCode::invalid_argument, "offsets need the name of their group");
  if (!offsets.empty()) {
    const auto list = to_list(offsets);
    const auto metadata = cluster_->groups.metadata(group);
    auto sent = check(Handle<rd_kafka_error_t>{rd_kafka_send_offsets_to_transaction(
                          client_.get(), list.get(), metadata.get(), kRequestTimeoutMs)},
                      "commit of offsets");
    if (!sent) return give_up(std::move(sent));
  }
  auto committed = check(Handle<rd_kafka_error_t>{rd_kafka_commit_transaction(client_.get(), -1)}, "commit");
  if (!committed) return give_up(std::move(committed));
  in_transaction_ = false;
  return {};
}

/// A commit that failed leaves no transaction behind.
Result<> KafkaProducer::give_up(Result<> failed) {
  // Why records were not delivered says more than that the transaction cannot go on.
  rd_kafka_poll(client_.get(), kReportsMs);
  if (failure_ && failed.error().code == ErrorCode::internal) failed = std::unexpected(*failure_);
  [[maybe_unused]] const auto aborted = abort();
  return failed;
}

Result<> KafkaProducer::abort() {
  if (!in_transaction_) return fail(ErrorCode::invalid_argument, "no transaction is open");
  in_transaction_ = false;
  auto aborted =
      check(Handle<rd_kafka_error_t>{rd_kafka_abort_transaction(client_.get(), kRequestTimeoutMs)}, "abort");
  rd_kafka_poll(client_.get(), 0);
  failure_.reset();  // purged records are what was asked for
  return aborted;
}

}  // namespace slipstream::log::kafka
