#include "store/run_tracker.hpp"

#include <algorithm>

namespace slipstream::store {

RunTracker::Verdict RunTracker::judge(std::string_view run_id, WallTime produced_at) {
  if (run_id == current_) {
    last_at_ = std::max(last_at_, produced_at);
    return Verdict::current;
  }
  const auto known = std::find(replaced_.begin(), replaced_.end(), run_id);
  if (known != replaced_.end()) {
    if (produced_at - last_at_ < kSilence) return Verdict::earlier;
    replaced_.erase(known);
  }
  if (!current_.empty()) replaced_.push_back(current_);
  if (replaced_.size() > kRemembered) replaced_.pop_front();
  current_ = run_id;
  last_at_ = produced_at;
  return Verdict::fresh;
}

}  // namespace slipstream::store
