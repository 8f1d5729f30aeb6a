#pragma once

#include <chrono>
#include <thread>

#include "lab/lab_store.hpp"
#include "library/races/race_library.hpp"

namespace slipstream::cli {

/// Keeps the results of the lab's races beyond what the log keeps: those of the library are known to the
/// store at once, and those that end are filed when their averages are final.
class RaceFiling {
 public:
  /// Before `store` hears of the log. Both must outlive it.
  RaceFiling(library::RaceLibrary library, lab::LabStore& store);
  /// Files what has ended.
  ~RaceFiling();
  RaceFiling(const RaceFiling&) = delete;
  RaceFiling& operator=(const RaceFiling&) = delete;

 private:
  void file(WallTime ended_before);

  const library::RaceLibrary library_;
  lab::LabStore& store_;
  bool complained_ = false;  // of the thread, then of the destructor
  std::jthread thread_;
};

}  // namespace slipstream::cli
