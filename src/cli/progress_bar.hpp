#pragma once

#include <chrono>
#include <string>

namespace slipstream::cli {

/// A progress bar on stderr, drawn only if that is a terminal; removes itself at the end. One thread.
class ProgressBar {
 public:
  enum class Show { when_terminal, never };

  ProgressBar(std::string label, Show show);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// `done` from 0 to 1; redraws at most 20 times a second.
  void update(double done);

 private:
  std::string label_;
  bool shown_;
  std::chrono::steady_clock::time_point drawn_;
};

}  // namespace slipstream::cli
