#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>

#include "base/result.hpp"

namespace slipstream::api {

struct AnswerTimes {
  std::chrono::milliseconds fresh{1000};     ///< who asks within it is given the same answer
  std::chrono::milliseconds patience{2000};  ///< since a question was begun; then whoever waits is told so
  std::chrono::milliseconds kept{15'000};    ///< an answer stands in so long for one that does not come
};

/// Answers to questions that may take long, such as those to a cluster: asked one after the other on a thread
/// of its own, and once for all who ask the same within a second. Bounded. Thread-safe.
class SharedAnswers {
 public:
  using Question = std::function<Result<std::string>()>;
  /// `stop`: nobody waits any longer.
  explicit SharedAnswers(std::stop_token stop, AnswerTimes times = {});
  SharedAnswers(const SharedAnswers&) = delete;
  SharedAnswers& operator=(const SharedAnswers&) = delete;

  /// The answer to `name` if it is fresh. Never waits.
  std::optional<Result<std::string>> known(const std::string& name);
  /// The answer to `name`, for which `question` is asked if none is fresh. Errors: those of the question;
  /// unavailable (none came in time, or too many questions wait).
  Result<std::string> ask(const std::string& name, Question question);

 private:
  using Clock = std::chrono::steady_clock;
  struct Entry {
    std::optional<Result<std::string>> answer;
    Clock::time_point answered{};
    std::optional<Clock::time_point> begun;  ///< being asked since
  };

  [[nodiscard]] bool is_fresh(const Entry& entry) const;
  void make_room();
  void work(const std::stop_token& stop);

  const std::stop_token stop_;
  const AnswerTimes times_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::map<std::string, Entry> entries_;                    // guarded by mutex_
  std::deque<std::pair<std::string, Question>> questions_;  // guarded by mutex_
  std::jthread thread_;                                     // last: it uses all the others
};

}  // namespace slipstream::api
