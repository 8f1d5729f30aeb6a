#include "cli/control_channel.hpp"

#include "base/ids.hpp"
#include "codec/session_json.hpp"

namespace slipstream::cli {
namespace {

/// The answer to `request_id` if it is in `batch`.
std::optional<domain::ReplayStatus> find_answer(const log::RecordBatch& batch, std::string_view request_id) {
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const auto value = batch[i].value;
    if (!value || value->find(request_id) == std::string_view::npos) continue;
    auto record = codec::read_session_message(*value);
    if (!record) continue;
    const auto* status = std::get_if<domain::ReplayStatus>(&record->message.body);
    if (status != nullptr && status->request_id == request_id) return *status;
  }
  return std::nullopt;
}

}  // namespace

Result<> ControlChannel::send(const domain::ReplayCommand& command) {
  auto producer = log_.producer({});
  if (!producer) return propagate(producer);
  log::RecordBatch batch(topics_.control);
  batch.append_with(0, base::wall_now(), command.run_id,
                    [&](std::string& out) { codec::write_replay_command(command, out); });
  if (auto sent = (*producer)->send(std::move(batch)); !sent) return sent;
  return (*producer)->flush(std::chrono::seconds{5});
}

Result<domain::ReplayStatus> ControlChannel::ask(domain::ReplayCommand command,
                                                 std::chrono::milliseconds patience) {
  const std::scoped_lock one_at_a_time(mutex_);
  if (command.request_id.empty()) command.request_id = base::new_ulid();
  // All who play the run go on with the same one.
  if (command.position && command.next_run_id.empty()) command.next_run_id = base::new_ulid();
  log::ConsumerOptions options;
  options.topics = {topics_.session};
  options.start = log::StartAt::latest;
  auto answers = log_.consumer(std::move(options));
  if (!answers) return propagate(answers);
  if (auto sent = send(command); !sent) return propagate(sent);

  const auto deadline = std::chrono::steady_clock::now() + patience;
  for (auto now = std::chrono::steady_clock::now(); now < deadline; now = std::chrono::steady_clock::now()) {
    auto batch = (*answers)->poll(std::chrono::ceil<std::chrono::milliseconds>(deadline - now));
    if (!batch) return propagate(batch);
    const auto answer = find_answer(**batch, command.request_id);
    if (!answer) continue;
    if (!answer->error.empty()) return fail(ErrorCode::invalid_argument, "{}", answer->error);
    return *answer;
  }
  return fail(ErrorCode::conflict,
              "no replay answered in time: it may be held up, or nothing is playing on this log");
}

}  // namespace slipstream::cli
