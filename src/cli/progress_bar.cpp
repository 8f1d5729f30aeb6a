#include "cli/progress_bar.hpp"

#include <unistd.h>
#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

namespace slipstream::cli {

ProgressBar::ProgressBar(std::string label, Show show)
    : label_(std::move(label)), shown_(show == Show::when_terminal && isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
  if (shown_) fmt::print(stderr, "\r\033[K");
}

void ProgressBar::update(double done) {
  static constexpr int kWidth = 30;
  static constexpr std::chrono::milliseconds kBetween{50};
  const auto now = std::chrono::steady_clock::now();
  if (!shown_ || (now - drawn_ < kBetween && done < 1)) return;
  drawn_ = now;
  const int full = std::clamp(static_cast<int>(done * kWidth), 0, kWidth);
  fmt::print(stderr, "\r{} [{:#<{}}{:.<{}}] {:3.0f} %", label_, "", full, "", kWidth - full, done * 100);
  std::fflush(stderr);
}

}  // namespace slipstream::cli
