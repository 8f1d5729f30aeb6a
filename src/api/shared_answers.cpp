#include "api/shared_answers.hpp"

namespace slipstream::api {
namespace {

constexpr std::size_t kMaxWaiting = 32;  // questions
constexpr std::size_t kMaxKept = 32;     // answers

}  // namespace

SharedAnswers::SharedAnswers(std::stop_token stop, AnswerTimes times)
    : stop_(std::move(stop)), times_(times), thread_([this](const std::stop_token& ended) { work(ended); }) {}

std::optional<Result<std::string>> SharedAnswers::known(const std::string& name) {
  const std::scoped_lock lock(mutex_);
  const auto found = entries_.find(name);
  return found != entries_.end() && is_fresh(found->second) ? found->second.answer : std::nullopt;
}

Result<std::string> SharedAnswers::ask(const std::string& name, Question question) {
  std::unique_lock lock(mutex_);
  Entry* entry = &entries_[name];
  if (is_fresh(*entry)) return *entry->answer;
  if (!entry->begun) {
    if (questions_.size() >= kMaxWaiting)
      return fail(ErrorCode::unavailable, "too many questions to the log at a time");
    entry->begun = Clock::now();
    make_room();
    questions_.emplace_back(name, std::move(question));
    changed_.notify_all();
  }
  const auto deadline = *entry->begun + times_.patience;
  const bool answered = changed_.wait_until(lock, stop_, deadline, [&] { return !entries_[name].begun; });
  entry = &entries_[name];
  const bool stands_in =
      entry->answer && entry->answer->has_value() && Clock::now() - entry->answered < times_.kept;
  if (entry->answer && (answered || stands_in)) return *entry->answer;
  return fail(ErrorCode::unavailable, "the log has not answered yet");
}

bool SharedAnswers::is_fresh(const Entry& entry) const {
  return entry.answer && Clock::now() - entry.answered < times_.fresh;
}

/// Forgets the oldest answers; what is being asked stays.
void SharedAnswers::make_room() {
  while (entries_.size() > kMaxKept) {
    auto oldest = entries_.end();
    for (auto at = entries_.begin(); at != entries_.end(); ++at) {
      if (!at->second.begun && (oldest == entries_.end() || at->second.answered < oldest->second.answered))
        oldest = at;
    }
    if (oldest == entries_.end()) return;
    entries_.erase(oldest);
  }
}

void SharedAnswers::work(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, stop, [this] { return !questions_.empty(); })) {
    auto [name, question] = std::move(questions_.front());
    questions_.pop_front();
    lock.unlock();
    auto answer = question();
    lock.lock();
    entries_[name] = {std::move(answer), Clock::now(), std::nullopt};
    changed_.notify_all();
  }
}

}  // namespace slipstream::api
