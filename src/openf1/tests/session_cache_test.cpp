#include "openf1/session_cache.hpp"

#include <future>
#include <thread>

#include <gtest/gtest.h>

namespace slipstream::openf1 {
namespace {

SessionCache::Shared session() { return std::make_shared<const Session>(); }

TEST(SessionCache, ReadsWhatIsNotThereAndKeepsWhatWasUsedLast) {
  SessionCache cache(2);
  int reads = 0;
  const auto read = [&]() -> Result<SessionCache::Shared> {
    ++reads;
    return session();
  };
  const auto first = cache.get("a", read).value();
  EXPECT_EQ(cache.get("a", read).value(), first);
  EXPECT_EQ(reads, 1);
  (void)cache.get("b", read);
  EXPECT_EQ(cache.find("a"), first) << "now the one used last";
  (void)cache.get("c", read);
  EXPECT_EQ(cache.find("b"), nullptr);
  EXPECT_EQ(cache.find("a"), first);
}

TEST(SessionCache, DoesNotKeepFailures) {
  SessionCache cache(2);
  const auto failed =
      cache.get("a", []() -> Result<SessionCache::Shared> { return fail(ErrorCode::io, "no"); });
  ASSERT_FALSE(failed);
  EXPECT_EQ(cache.find("a"), nullptr);
  EXPECT_TRUE(cache.get("a", []() -> Result<SessionCache::Shared> { return session(); }));
}

TEST(SessionCache, FindDoesNotWaitForWhatIsBeingRead) {
  SessionCache cache(2);
  std::promise<void> entered, go;
  std::jthread reader{[&] {
    (void)cache.get("a", [&]() -> Result<SessionCache::Shared> {
      entered.set_value();
      go.get_future().wait();
      return session();
    });
  }};
  entered.get_future().wait();
  EXPECT_EQ(cache.find("a"), nullptr);
  go.set_value();
  reader.join();
  EXPECT_NE(cache.find("a"), nullptr);
}

}  // namespace
}  // namespace slipstream::openf1
