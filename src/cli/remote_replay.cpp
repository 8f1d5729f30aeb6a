#include "cli/remote_replay.hpp"

namespace slipstream::cli {

Result<domain::ReplayStatus> RemoteReplay::command(domain::ReplayCommand command) {
  if (command.run_id.empty()) command.run_id = current_run_();
  if (command.run_id.empty()) return fail(ErrorCode::conflict, "no replay is running");
  auto answer = control_.ask(std::move(command));
  if (answer || answer.error().code != ErrorCode::permission) return answer;
  return fail(ErrorCode::conflict, "this process may not send commands: {}", answer.error().to_string());
}

Result<domain::ReplayStatus> RemoteReplay::start(std::string_view session_key, domain::ReplayCommand) {
  return fail(ErrorCode::conflict,
              "this process only serves: `slipstream produce {}` on the same log plays it", session_key);
}

}  // namespace slipstream::cli
