#include "store/live_feed.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace slipstream::store {
namespace {

/// Ticks of car and position data come in pairs: short bursts are the feed's own rhythm.
constexpr double kBurst = 4;

/// A record on one line, as server-sent events want it. Line breaks outside of texts are only white space.
std::string on_one_line(std::string_view json) {
  std::string line{json};
  std::replace_if(line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return line;
}

}  // namespace

LiveFeed::LiveFeed(LiveFeedOptions options) : options_(options), tokens_(kBurst) {}

void LiveFeed::add_sample(const LiveSample& sample, const LogPlace& place) {
  if (is_old(sample.produced_at)) {
    LogPosition records;
    records.advance(place);
    pass_over(records);
    return;
  }
  if (has_pending() && sample.time > pending_tick_ && take_token(pending_at_)) send_frame();
  pending_tick_ = has_pending() ? std::max(pending_tick_, sample.time) : sample.time;
  pending_at_ = has_pending() ? std::max(pending_at_, sample.produced_at) : sample.produced_at;
  pending_.add(sample);
  pending_records_.advance(place);
}

void LiveFeed::add_record(LiveKind kind, const LogPlace& place, WallTime produced_at, domain::DriverId driver,
                          std::string_view json) {
  auto event = std::make_shared<LiveEvent>();
  event->records.advance(place);
  if (is_old(produced_at)) {
    pass_over(event->records);
    return;
  }
  event->kind = kind;
  event->produced_at = produced_at;
  event->driver = driver;
  event->data = on_one_line(json);
  push(std::move(event));
}

void LiveFeed::start_run(std::string_view run_id) {
  static_cast<void>(pending_.take());
  sent_.merge(pending_records_);
  pending_records_ = {};
  sent_tick_.reset();
  sent_.set_run_id(run_id);
  std::scoped_lock lock(mutex_);
  first_ += events_.size();
  events_.clear();
  bytes_ = 0;
  gone_ = sent_;
  head_id_ = sent_.to_string();
  run_id_ = run_id;
  ++run_number_;
}

void LiveFeed::flush_due() {
  // While old records are read again, the next tick sends the frame: their own times tell the rhythm.
  constexpr std::chrono::seconds kLive{2};
  if (!has_pending() || now_ - pending_at_ > kLive) return;
  // The rest of a tick comes from other partitions a moment later; it is no further tick.
  if (pending_tick_ == sent_tick_ || take_token(now_)) send_frame();
}

void LiveFeed::flush() {
  if (has_pending()) send_frame();
}

void LiveFeed::send_frame() {
  auto event = std::make_shared<LiveEvent>();
  event->kind = LiveKind::telemetry;
  event->produced_at = pending_at_;
  sent_tick_ = pending_tick_;
  event->samples = pending_.take();
  event->records = std::exchange(pending_records_, {});
  write_frame(event->samples, event->data);
  push(std::move(event));
}

void LiveFeed::push(std::shared_ptr<LiveEvent> event) {
  sent_.merge(event->records);
  event->id = sent_.to_string();
  std::scoped_lock lock(mutex_);
  head_id_ = event->id;
  bytes_ += event->bytes();
  const WallTime oldest = event->produced_at - options_.history;
  events_.push_back(std::move(event));
  while (events_.size() > 1 && (events_.size() > options_.max_events || bytes_ > options_.max_bytes ||
                                events_.front()->produced_at < oldest)) {
    drop_oldest();
  }
}

void LiveFeed::drop_oldest() {
  gone_.merge(events_.front()->records);
  bytes_ -= events_.front()->bytes();
  events_.pop_front();
  ++first_;
}

void LiveFeed::pass_over(const LogPosition& records) {
  sent_.merge(records);
  std::scoped_lock lock(mutex_);
  gone_.merge(records);
}

bool LiveFeed::is_old(WallTime produced_at) const { return now_ - produced_at > options_.history; }

bool LiveFeed::take_token(WallTime at) {
  if (at > tokens_at_) {
    const double elapsed_s = std::chrono::duration<double>(at - tokens_at_).count();
    tokens_ = std::min(kBurst, tokens_ + elapsed_s * options_.frames_per_second);
    tokens_at_ = at;
  }
  if (tokens_ < 1) return false;
  tokens_ -= 1;
  return true;
}

LiveFeed::Head LiveFeed::head() const {
  std::scoped_lock lock(mutex_);
  return {first_ + events_.size(), head_id_, run_number_};
}

LiveFeed::Events LiveFeed::events_from(Number first, std::uint64_t run_number) const {
  std::scoped_lock lock(mutex_);
  if (run_number != run_number_ || first < first_) return {{}, true};
  const auto skip = static_cast<std::ptrdiff_t>(std::min<Number>(first - first_, events_.size()));
  return {{std::next(events_.begin(), skip), events_.end()}, false};
}

std::optional<LiveFeed::Number> LiveFeed::resume_at(const LogPosition& position) const {
  std::scoped_lock lock(mutex_);
  if (position.run_id() != run_id_ || !position.covers(gone_)) return std::nullopt;
  const auto first_unknown = std::find_if(events_.begin(), events_.end(), [&](const LiveEventPtr& event) {
    return !position.covers(event->records);
  });
  return first_ + static_cast<Number>(std::distance(events_.begin(), first_unknown));
}

}  // namespace slipstream::store
