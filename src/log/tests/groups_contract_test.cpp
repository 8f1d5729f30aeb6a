#include "contract.hpp"

namespace slipstream::log::contract {
namespace {

using ::testing::ElementsAre;

ConsumerOptions member_of(const std::string& group, const std::string& topic) {
  ConsumerOptions options;
  options.group = group;
  options.topics = {topic};
  return options;
}

class Groups : public LogContract {};
LOG_CONTRACT(Groups);

TEST_P(Groups, AGroupGoesOnWhereItCommitted) {
  create("work", 2);
  append("work", 0, {"a", "b", "c"});
  append("work", 1, {"x"});
  {
    const auto first = consumer(member_of("workers", "work"));
    EXPECT_EQ(read_records(*first, 4).size(), 4U);
    ASSERT_OK(first->commit(Offsets{{{"work", 0}, 2}, {{"work", 1}, 1}}));
  }
  reopen();
  {
    const auto second = consumer(member_of("workers", "work"));
    EXPECT_THAT(values_of(read_records(*second, 1)), ElementsAre("c"));
    ASSERT_OK(second->commit());
  }
  append("work", 1, {"y"});
  const auto third = consumer(member_of("workers", "work"));
  EXPECT_THAT(values_of(read_records(*third, 1)), ElementsAre("y"));
}

TEST_P(Groups, GroupsDoNotTouchEachOther) {
  create("work");
  append("work", 0, {"a"});
  const auto one = consumer(member_of("one", "work"));
  EXPECT_EQ(read_records(*one, 1).size(), 1U);
  ASSERT_OK(one->commit());
  const auto two = consumer(member_of("two", "work"));
  EXPECT_EQ(read_records(*two, 1).size(), 1U);
}

TEST_P(Groups, TellsWhatGroupsCommitted) {
  if (!GetParam().administers) GTEST_SKIP() << "the mock cluster lists no groups";
  create("work", 2);
  append("work", 1, {"a", "b"});
  const auto member = consumer(member_of("told", "work"));
  EXPECT_EQ(read_records(*member, 2).size(), 2U);
  ASSERT_OK(member->commit(Offsets{{{"work", 1}, 2}}));
  const auto groups = log_->groups();
  ASSERT_OK(groups);
  ASSERT_EQ(groups->size(), 1U);
  EXPECT_EQ(groups->front().group, "told");
  EXPECT_EQ(groups->front().committed, (Offsets{{{"work", 1}, 2}}));
  EXPECT_EQ(groups->front().members, 1U);
}

TEST_P(Groups, TellsWhetherAGroupHasMembers) {
  if (!GetParam().administers) GTEST_SKIP() << "the mock cluster describes no groups";
  create("work");
  append("work", 0, {"a"});
  const auto members = [&] {
    const auto group = log_->group("workers");
    EXPECT_OK(group);
    return group ? group->members : 99;
  };
  EXPECT_EQ(members(), 0U) << "nobody has ever joined it";
  auto member = consumer(member_of("workers", "work"));
  EXPECT_EQ(read_records(*member, 1).size(), 1U);
  EXPECT_EQ(members(), 1U);
  ASSERT_OK(member->commit());
  member.reset();
  EXPECT_EQ(members(), 0U);
  const auto group = log_->group("workers");
  ASSERT_OK(group);
  EXPECT_EQ(group->committed, (Offsets{{{"work", 0}, 1}}));
}

TEST_P(Groups, CommittingNeedsAGroup) {
  create("work");
  const auto loner = reader("work");
  const auto refused = loner->commit(Offsets{{{"work", 0}, 0}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid_argument);
}

TEST_P(Groups, StartOffsetsWinOverCommittedOnes) {
  create("work");
  append("work", 0, {"a", "b", "c"});
  {
    const auto first = consumer(member_of("workers", "work"));
    EXPECT_EQ(read_records(*first, 3).size(), 3U);
    ASSERT_OK(first->commit());
  }
  ConsumerOptions options = member_of("workers", "work");
  options.start_offsets = {{{"work", 0}, 1}};
  EXPECT_THAT(values_of(read_records(*consumer(options), 2)), ElementsAre("b", "c"));
}

TEST_P(Groups, TellsWhatItWasAssigned) {
  create("work", 2);
  std::vector<TopicPartition> assigned;
  ConsumerOptions options = member_of("told", "work");
  options.on_assigned = [&](std::span<const TopicPartition> partitions) {
    assigned.insert(assigned.end(), partitions.begin(), partitions.end());
  };
  const auto member = consumer(options);
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (assigned.size() < 2 && std::chrono::steady_clock::now() < deadline) ASSERT_OK(member->poll(50ms));
  EXPECT_THAT(assigned,
              ::testing::UnorderedElementsAre(TopicPartition{"work", 0}, TopicPartition{"work", 1}));
}

TEST_P(Groups, AnExclusiveGroupRefusesASecondMember) {
  if (!GetParam().exclusive_groups) GTEST_SKIP() << "members share the partitions";
  create("work");
  auto first = consumer(member_of("workers", "work"));
  const auto second = log_->consumer(member_of("workers", "work"));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::conflict);
  EXPECT_THAT(second.error().message, ::testing::HasSubstr("group workers has a member already: process"));
  first.reset();
  EXPECT_OK(log_->consumer(member_of("workers", "work")));
}

TEST_P(Groups, MembersShareThePartitionsAndHandThemOver) {
  if (GetParam().exclusive_groups) GTEST_SKIP() << "a group has one member at a time";
  create("work", 2);
  std::vector<TopicPartition> revoked;
  ConsumerOptions options = member_of("workers", "work");
  options.on_revoked = [&](std::span<const TopicPartition> partitions) {
    revoked.insert(revoked.end(), partitions.begin(), partitions.end());
  };
  const auto first = consumer(options);
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (first->positions().size() < 2 && std::chrono::steady_clock::now() < deadline)
    ASSERT_OK(first->poll(50ms));
  ASSERT_EQ(first->positions().size(), 2U);
  const auto second = consumer(member_of("workers", "work"));
  while (second->positions().empty() && std::chrono::steady_clock::now() < deadline) {
    ASSERT_OK(first->poll(50ms));
    ASSERT_OK(second->poll(50ms));
  }
  EXPECT_EQ(first->positions().size(), 1U);
  EXPECT_EQ(second->positions().size(), 1U);
  EXPECT_EQ(revoked.size(), 1U);
}

}  // namespace
}  // namespace slipstream::log::contract
