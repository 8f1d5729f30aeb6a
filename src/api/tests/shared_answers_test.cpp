#include "api/shared_answers.hpp"

#include <atomic>
#include <latch>

#include <gtest/gtest.h>

namespace slipstream::api {
namespace {

using namespace std::chrono_literals;

/// Counts how often it is asked.
class SharedAnswersTest : public ::testing::Test {
 protected:
  SharedAnswers::Question counted() {
    return [this]() -> Result<std::string> { return std::to_string(++asked_); };
  }
  std::atomic<int> asked_ = 0;
  std::stop_source stop_;
};

TEST_F(SharedAnswersTest, AsksOnceForAllWithinAWhile) {
  SharedAnswers answers(stop_.get_token(), {.fresh = 1h, .patience = 20s});
  EXPECT_FALSE(answers.known("a").has_value());
  std::vector<std::jthread> many;
  for (int i = 0; i < 8; ++i) many.emplace_back([&] { EXPECT_EQ(answers.ask("a", counted()).value(), "1"); });
  many.clear();
  EXPECT_EQ(answers.known("a")->value(), "1");
  EXPECT_EQ(answers.ask("b", counted()).value(), "2");
}

TEST_F(SharedAnswersTest, AsksAgainWhenAnAnswerIsOld) {
  SharedAnswers answers(stop_.get_token(), {.fresh = 0ms, .patience = 20s});
  EXPECT_EQ(answers.ask("a", counted()).value(), "1");
  EXPECT_FALSE(answers.known("a").has_value());
  EXPECT_EQ(answers.ask("a", counted()).value(), "2");
}

TEST_F(SharedAnswersTest, HandsErrorsOn) {
  SharedAnswers answers(stop_.get_token(), {.fresh = 1h, .patience = 20s});
  const auto failed =
      answers.ask("a", []() -> Result<std::string> { return fail(ErrorCode::not_found, "no topic a"); });
  EXPECT_EQ(failed.error().code, ErrorCode::not_found);
  EXPECT_EQ(answers.known("a")->error().message, "no topic a");
}

TEST_F(SharedAnswersTest, DoesNotWaitLongForALogThatIsAway) {
  std::latch done(1);
  SharedAnswers answers(stop_.get_token(), {.fresh = 0ms, .patience = 300ms, .kept = 1h});
  ASSERT_EQ(answers.ask("kept", counted()).value(), "1");
  const auto away = [&]() -> Result<std::string> {
    done.wait();
    return "late";
  };
  EXPECT_EQ(answers.ask("new", away).error().code, ErrorCode::unavailable);
  EXPECT_EQ(answers.ask("kept", counted()).value(), "1") << "the last answer stands in";
  done.count_down();
}

TEST_F(SharedAnswersTest, NobodyWaitsWhenTheProcessEnds) {
  std::latch done(1);
  SharedAnswers answers(stop_.get_token(), {.patience = 1h});
  std::jthread waiting([&] {
    EXPECT_FALSE(answers.ask("a", [&]() -> Result<std::string> {
      stop_.request_stop();
      done.wait();
      return "late";
    }));
    done.count_down();
  });
}

}  // namespace
}  // namespace slipstream::api
