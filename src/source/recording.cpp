#include "source/recording.hpp"

#include <algorithm>
#include <ranges>
#include <set>
#include <utility>

#include "source/payload.hpp"
#include "source/recording_lines.hpp"
#include "source/report.hpp"
#include "source/wire_frame.hpp"

namespace slipstream::source {
namespace {

/// Stands for the time of a state until the earliest message is known; sorts before all times.
constexpr WallTime kBeforeAll = WallTime::min();

/// Gathers the messages of the frames, and what their order and zero need.
class RecordingReader {
 public:
  RecordingReader(std::string_view name, InputReport& report) : name_(name), report_(report) {}

  void read(const Line& frame) {
    ++report_.lines;
    auto messages = frames_.read(PaddedText{frame.text});
    if (!messages) return damaged(std::move(messages.error()), frame.number);
    for (FeedMessage& message : *messages) add(std::move(message), frame.number);
  }

  /// The messages in order; none if none of them has a time.
  std::vector<RecordedMessage> take_in_order() {
    std::ranges::stable_sort(messages_, {}, &RecordedMessage::utc);
    const auto timed = std::ranges::upper_bound(messages_, kBeforeAll, {}, &RecordedMessage::utc);
    if (timed == messages_.end()) return {};
    for (auto state = messages_.begin(); state != timed; ++state) state->utc = timed->utc;
    return std::move(messages_);
  }

  /// The last "Started" of the first message that tells of one.
  [[nodiscard]] std::optional<WallTime> started() const { return started_; }

 private:
  void damaged(Error error, std::uint32_t line) {
    error.where = place(name_, line);
    add_damaged(report_, std::move(error));
  }

  void add(FeedMessage message, std::uint32_t line) {
    const Topic* topic = find_topic(message.topic);
    const auto utc = message.utc ? Result<WallTime>{*message.utc} : time_of_state(message, topic);
    if (!utc) return damaged(utc.error(), line);
    if (message.utc) newest_ = std::max(newest_, *message.utc);
    if (!started_) started_ = find_started(message, topic);
    messages_.push_back({*utc, std::move(message.topic), topic, message.json, line, !message.utc});
  }

  /// Telemetry has a time in itself. Other topics' first state comes before all; a later one, after the feed
  /// was connected again, when it was received.
  Result<WallTime> time_of_state(const FeedMessage& message, const Topic* topic) {
    if (topic != nullptr && topic->kind != TopicKind::object) {
      const auto packet = decoder_.decode(*topic, message.json);
      if (!packet) return std::unexpected(packet.error());
      return *packet->newest;
    }
    const bool is_first = states_.insert(message.topic).second;
    return is_first ? kBeforeAll : newest_;
  }

  std::optional<WallTime> find_started(const FeedMessage& message, const Topic* topic) {
    if (topic == nullptr || !message.json.text.contains("Started")) return std::nullopt;
    if (message.topic != "SessionData" && message.topic != "SessionStatus") return std::nullopt;
    const auto payload = decoder_.decode(*topic, message.json);
    if (!payload) return std::nullopt;  // reported when the message is handed out
    const auto* data = std::get_if<SessionData>(&payload->body);
    if (data == nullptr) {
      return std::get<SessionStatus>(payload->body).status == "Started" ? message.utc : std::nullopt;
    }
    std::optional<WallTime> last;
    for (const auto& [index, entry] : data->status_series.items) {
      if (entry.session_status == "Started" && entry.utc) last = entry.utc;
    }
    return last;
  }

  std::string_view name_;
  InputReport& report_;
  FrameReader frames_;
  PayloadDecoder decoder_;
  std::vector<RecordedMessage> messages_;  ///< in file order
  std::set<std::string> states_;           ///< topics whose state was seen
  WallTime newest_ = kBeforeAll;           ///< of the messages so far
  std::optional<WallTime> started_;
};

constexpr std::string_view kExpectedRecording =
    "expected is a recording of the live feed: lines or frames as SignalR sends them ({\"C\":…,\"M\":[…]} or "
    "{\"type\":1,…}), or the lists of FastF1's recorder (['Topic', data, 'time'])";

}  // namespace

bool Recording::has_topic(std::string_view topic) const {
  return std::ranges::any_of(messages, [&](const RecordedMessage& m) { return m.topic_name == topic; });
}

Result<Recording> Recording::read(const std::filesystem::path& path, InputReport& report,
                                  const Progress& progress, const std::stop_token& stop) {
  auto text = TextBuffer::read(path);
  if (!text) return propagate(text);
  return from_text(path.filename().string(), std::move(*text), report, progress, stop);
}

Result<Recording> Recording::from_text(std::string name, TextBuffer text, InputReport& report,
                                       const Progress& progress, const std::stop_token& stop) {
  Recording recording{std::move(name), as_json_lines(std::move(text)), {}, {}};
  RecordingReader reader(recording.name, report);
  const std::vector<Line> frames = split_frames(recording.text.text());
  for (std::size_t i = 0; i < frames.size(); ++i) {
    reader.read(frames[i]);
    if (i % 256 != 0) continue;
    if (stop.stop_requested()) return fail(ErrorCode::interrupted, "reading was stopped");
    if (progress) progress(static_cast<double>(i) / static_cast<double>(frames.size()));
  }
  recording.messages = reader.take_in_order();
  if (recording.messages.empty()) {
    return fail_at(recording.name, ErrorCode::invalid_input, "no message with a time in it; {}",
                   kExpectedRecording);
  }
  recording.zero = std::chrono::round<std::chrono::milliseconds>(
      reader.started().value_or(recording.messages.front().utc));
  return recording;
}

bool Recording::looks_like_one(const std::filesystem::path& path) {
  constexpr std::size_t kFront = std::size_t{4} << 20;
  constexpr std::size_t kFrames = 50;
  auto text = TextBuffer::read(path, kFront);
  if (!text) return false;
  const TextBuffer front = as_json_lines(std::move(*text));
  const std::vector<Line> frames = split_frames(front.text());
  FrameReader reader;
  return std::ranges::any_of(frames | std::views::take(kFrames), [&](const Line& frame) {
    return reader.read(PaddedText{frame.text}).has_value();
  });
}

}  // namespace slipstream::source
