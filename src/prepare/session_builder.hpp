#pragma once

#include <atomic>
#include <cstdint>
#include <stop_token>
#include <vector>

#include "base/result.hpp"
#include "prepare/merge_car.hpp"
#include "prepare/prepared_session.hpp"
#include "prepare/sample_store.hpp"
#include "prepare/session_state.hpp"
#include "source/source.hpp"

namespace slipstream::prepare {

/// Makes a PreparedSession: reads the source through, then merges the cars on a few threads. Used once, by
/// one thread.
class SessionBuilder {
 public:
  SessionBuilder(source::Source& source, const PrepareOptions& options)
      : source_(source), options_(options), state_(source.kind()) {}

  Result<PreparedSession> build(const source::Progress& progress, const std::stop_token& stop);

 private:
  Result<void> read_source(const std::stop_token& stop);
  void take_samples(const source::FeedEvent& event);
  void describe_laps();
  void merge_cars(const source::Progress& progress, const std::stop_token& stop);
  void merge_next_cars(std::vector<CarInput>& cars, std::atomic<std::size_t>& next,
                       const std::stop_token& stop, const source::Progress& progress);
  void measure_rate(const std::vector<CarInput>& cars);

  source::Source& source_;
  PrepareOptions options_;
  SessionState state_;
  SampleStore samples_;
  SessionTime last_event_ = SessionTime::min();
  PreparedSession session_;
  std::atomic<std::uint64_t> empty_rows_ = 0;
};

}  // namespace slipstream::prepare
