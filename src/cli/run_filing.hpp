#pragma once

#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <thread>

#include "base/result.hpp"
#include "cli/command.hpp"
#include "codec/session_json.hpp"
#include "log/log.hpp"
#include "store/filing/file_run.hpp"

namespace slipstream::cli {

/// Files a run that is over and fully analysed, and removes the oldest ones beyond `runs.kept`. What became
/// of it goes to the program's log: a run that cannot be filed ends nothing. Any thread.
void file_finished_run(const Context& context, log::Log& log, const store::RunInLog& run,
                       const std::stop_token& stop);

/// Follows `f1-session` on a thread of its own and files each run when its replay has ended and the processor
/// has seen all of it. A run that another replaces before its end, by a seek, is not filed.
class RunFilingThread {
 public:
  /// Looks at what comes after `start`. Errors: what the log says. `context` and `log` must outlive it.
  static Result<std::unique_ptr<RunFilingThread>> start(const Context& context, log::Log& log,
                                                        const log::Offsets& start);
  /// Stops at once: what is being filed is dropped.
  ~RunFilingThread();
  RunFilingThread(const RunFilingThread&) = delete;
  RunFilingThread& operator=(const RunFilingThread&) = delete;

 private:
  RunFilingThread(const Context& context, log::Log& log, std::unique_ptr<log::Consumer> consumer);
  void work(const std::stop_token& stop);
  void take(const codec::SessionRecord& record, const std::stop_token& stop);
  void wait_until_analysed(const std::stop_token& stop);
  [[nodiscard]] Result<bool> is_analysed(const log::Offsets& ends);

  const Context& context_;
  log::Log& log_;
  std::unique_ptr<log::Consumer> consumer_;
  std::map<std::string, WallTime> began_;  ///< by run, of its first record here
  std::jthread thread_;                    // last: it uses all the others
};

}  // namespace slipstream::cli
