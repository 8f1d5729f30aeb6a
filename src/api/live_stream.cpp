#include "api/live_stream.hpp"

#include <algorithm>
#include <utility>

#include "api/live_state.hpp"

namespace slipstream::api {

using store::LiveEvent;
using store::LiveEventPtr;
using store::LiveKind;

LiveStream::LiveStream(const store::Store& store, LiveFilter filter, std::string_view last_event_id,
                       std::function<WallTime()> now)
    : store_(store), filter_(std::move(filter)), now_(std::move(now)) {
  const auto position = store::LogPosition::parse(last_event_id);
  if (!position) return;
  // The head first: should a run begin in between, events_from tells.
  const store::LiveFeed::Head head = store_.live().head();
  const auto resume = store_.live().resume_at(*position);
  if (!resume) return;
  needs_snapshot_ = false;
  next_ = *resume;
  run_number_ = head.run_number;
  resumed_from_ = *position;
  resumed_until_ = head.next;
}

bool LiveStream::pull(std::string& out) {
  if (needs_snapshot_) send_snapshot(out);
  auto [events, hole] = store_.live().events_from(next_, run_number_);
  if (hole) {
    send_snapshot(out);
    return true;
  }
  const bool resuming = next_ < resumed_until_;
  const auto frames =
      static_cast<std::size_t>(std::count_if(events.begin(), events.end(), [](const LiveEventPtr& event) {
        return event->kind == LiveKind::telemetry;
      }));
  const bool late = !resuming && frames > kMaxFramesBehind && filter_.wants(LiveKind::telemetry);
  const std::size_t begin = out.size();
  std::size_t held = 0;
  const LiveEvent* last = nullptr;
  for (const LiveEventPtr& event : events) {
    if (out.size() - begin > kBytesAtOnce) break;
    ++next_;
    last = event.get();
    if (resuming && knows(*event)) continue;
    if (event->kind == LiveKind::telemetry && (late || filter_.interval.count() > 0)) {
      hold(*event);
      ++held;
    } else {
      send(*event, out);
    }
  }
  if (late && held > 1) send_lag(held - 1, last->id, out);
  if (!held_.empty() && (late || frame_is_due())) send_held(out);
  return true;
}

bool LiveStream::knows(const LiveEvent& event) const { return resumed_from_.covers(event.records); }

void LiveStream::send_snapshot(std::string& out) {
  std::string state;
  std::string id;
  store_.read([&](const store::Store::View& view) {
    // Session and alert events are added under the same lock, so that the state is what the head's id says.
    const store::LiveFeed::Head head = store_.live().head();
    next_ = head.next;
    run_number_ = head.run_number;
    id = head.id;
    write_live_state(view, LapsShown::recent, state);
  });
  static_cast<void>(held_.take());
  needs_snapshot_ = false;
  resumed_until_ = 0;
  if (filter_.snapshot) append_event("snapshot", id, state, out);
}

void LiveStream::send(const LiveEvent& event, std::string& out) {
  if (!filter_.wants(event.kind)) return;
  if (event.kind == LiveKind::telemetry) return send_frame(event, out);
  if (filter_.wants_driver(event.driver))
    append_event(store::to_string(event.kind), event.id, event.data, out);
}

void LiveStream::send_frame(const LiveEvent& event, std::string& out) {
  last_frame_at_ = now_();
  if (filter_.drivers.empty()) return append_event("telemetry", event.id, event.data, out);
  std::vector<store::LiveSample> wanted;
  for (const store::LiveSample& sample : event.samples) {
    if (filter_.wants_driver(sample.driver)) wanted.push_back(sample);
  }
  if (wanted.empty()) return;
  std::string frame;
  store::write_frame(wanted, frame);
  append_event("telemetry", event.id, frame, out);
}

void LiveStream::hold(const LiveEvent& event) {
  if (!filter_.wants(LiveKind::telemetry)) return;
  for (const store::LiveSample& sample : event.samples) {
    if (filter_.wants_driver(sample.driver)) held_.add(sample);
  }
  held_id_ = event.id;
}

void LiveStream::send_held(std::string& out) {
  last_frame_at_ = now_();
  std::string frame;
  store::write_frame(held_.take(), frame);
  append_event("telemetry", held_id_, frame, out);
}

void LiveStream::send_lag(std::size_t ticks, std::string_view id, std::string& out) {
  if (filter_.lag) append_event("lag", id, fmt::format(R"({{"ticks":{}}})", ticks), out);
}

void append_event(std::string_view name, std::string_view id, std::string_view data, std::string& out) {
  out += "event: ";
  out += name;
  if (!id.empty()) {
    out += "\nid: ";
    out += id;
  }
  out += "\ndata: ";
  out += data;
  out += "\n\n";
}

}  // namespace slipstream::api
