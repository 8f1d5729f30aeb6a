// Appends numbered records and transactions until it is killed: `log_kill_writer FILE FIRST_RECORD
// FIRST_TRANSACTION`. Tells on stdout what the log has acknowledged: "A <number>" all records up to this one,
// "T <number>" all transactions up to this one.

#include <cstdio>
#include <cstdlib>
#include <deque>
#include <mutex>

#include <unistd.h>

#include <fmt/format.h>

#include "numbered.hpp"

namespace slipstream::log::kill {
namespace {

/// One write, so that a kill cannot cut it.
void tell(const std::string& line) {
  if (write(STDOUT_FILENO, line.data(), line.size()) < 0) std::_Exit(3);
}

template <class T>
T must(Result<T> result) {
  if (result) return std::move(*result);
  fmt::print(stderr, "{}\n", result.error().to_string());
  std::_Exit(2);
}
void must(const Result<>& result) {
  if (result) return;
  fmt::print(stderr, "{}\n", result.error().to_string());
  std::_Exit(2);
}

void create_topics(Log& log) {
  must(log.create_topic({.name = kNumbered, .partitions = kPartitions}));
  must(log.create_topic({.name = kOut}));
  must(log.create_topic({.name = kState, .compacted = true}));
  must(log.create_topic({.name = kIn}));
}

RecordBatch numbered_batch(std::uint64_t first, std::uint64_t count) {
  RecordBatch batch{kNumbered};
  for (std::uint64_t number = first; number < first + count; ++number) {
    const std::string text = header(number);
    const HeaderView headers[] = {{"hash", text}};
    batch.append(static_cast<Partition>(number % kPartitions), time_of(number), key(number), payload(number),
                 headers);
  }
  return batch;
}

void run_transaction(Producer& producer, std::uint64_t transaction) {
  must(producer.begin());
  RecordBatch out{kOut};
  for (std::uint64_t i = 0; i < out_records(transaction); ++i)
    out.append(0, time_of(transaction), "out", fmt::format("{}.{}", transaction, i));
  must(producer.send(std::move(out)));
  RecordBatch state{kState};
  state.append(0, time_of(transaction), "processor", std::to_string(transaction));
  must(producer.send(std::move(state)));
  must(producer.commit(kGroup, {{{kIn, 0}, static_cast<Offset>(transaction)}}));
  tell(fmt::format("T {}\n", transaction));
}

[[noreturn]] void write_for_ever(const char* file, std::uint64_t number, std::uint64_t transaction) {
  const auto log = must(open_sqlite_log(options_for(file)));
  create_topics(*log);
  std::uint64_t acknowledged = number;
  ProducerOptions options;
  options.queue_bytes = 1 << 20;
  options.on_delivery = [&](const DeliveryReport& report) {
    if (report.error) std::_Exit(4);
    acknowledged += report.count;
    tell(fmt::format("A {}\n", acknowledged - 1));
  };
  const auto plain = must(log->producer(options));
  const auto transactional = must(log->producer({.transactional_id = "kill"}));
  for (std::uint64_t round = 0;; ++round) {
    const std::uint64_t count = 1 + mix(number) % 100;
    must(plain->send(numbered_batch(number, count)));
    number += count;
    if (round % 8 == 0) run_transaction(*transactional, transaction++);
  }
}

}  // namespace
}  // namespace slipstream::log::kill

int main(int argc, char** argv) {
  if (argc != 4) return 1;
  slipstream::log::kill::write_for_ever(argv[1], std::strtoull(argv[2], nullptr, 10),
                                        std::strtoull(argv[3], nullptr, 10));
}
