#include "store/run_tracker.hpp"

#include <algorithm>
#include <utility>

namespace slipstream::store {

RunTracker::Verdict RunTracker::judge(std::string_view run_id, WallTime produced_at) {
  if (run_id == current_) {
    first_at_ = std::min(first_at_, produced_at);
    last_at_ = std::max(last_at_, produced_at);
    return Verdict::current;
  }
  const auto known = std::find(replaced_.begin(), replaced_.end(), run_id);
  if (known != replaced_.end()) {
    if (produced_at - last_at_ < kSilence) return Verdict::earlier;
    replaced_.erase(known);
  } else if (!current_.empty() && produced_at < first_at_) {
    remember(std::string{run_id});
    return Verdict::earlier;
  }
  if (!current_.empty()) remember(current_);
  current_ = run_id;
  first_at_ = last_at_ = produced_at;
  return Verdict::fresh;
}

RunTracker::Verdict RunTracker::judge_alert(std::string_view run_id, WallTime produced_at) {
  if (run_id == current_) return Verdict::current;
  const bool was_replaced = std::ranges::find(replaced_, run_id) != replaced_.end();
  if (was_replaced || (!current_.empty() && run_id < current_)) return Verdict::earlier;
  return judge(run_id, produced_at);
}

void RunTracker::remember(std::string run_id) {
  replaced_.push_back(std::move(run_id));
  if (replaced_.size() > kRemembered) replaced_.pop_front();
}

}  // namespace slipstream::store
