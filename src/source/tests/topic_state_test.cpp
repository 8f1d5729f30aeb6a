#include "source/archive_writer/topic_state.hpp"

#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace slipstream::source {
namespace {

struct StateCase {
  const char* name;
  std::vector<const char*> updates;
  const char* state;
};

TEST(TopicState, IsTheMergeOfItsUpdates) {
  const std::vector<StateCase> cases{
      {"objects key by key",
       {R"({"a":{"b":1,"c":2}})", R"({"a":{"b":3},"d":4})"},
       R"({"a":{"b":3,"c":2},"d":4})"},
      {"entries of a list by index",
       {R"({"l":[{"v":1,"w":1},{"v":2}]})", R"({"l":{"0":{"v":3}}})"},
       R"({"l":[{"v":3,"w":1},{"v":2}]})"},
      {"an index behind the end is appended",
       {R"({"l":[]})", R"({"l":{"0":{"v":1}}})", R"({"l":{"7":{"v":2}}})"},
       R"({"l":[{"v":1},{"v":2}]})"},
      {"a list of numbers", {R"({"l":[0,0,0]})", R"({"l":{"1":15}})"}, R"({"l":[0,15,0]})"},
      {"a list replaces", {R"({"l":[1,2]})", R"({"l":[]})"}, R"({"l":[]})"},
      {"an object replaces a number", {R"({"a":1})", R"({"a":{"b":2}})"}, R"({"a":{"b":2}})"},
      {"keys are deleted after the merge",
       {R"({"a":{"b":1,"c":2}})", R"({"a":{"c":3,"d":4,"_deleted":["b"]}})"},
       R"({"a":{"c":3,"d":4}})"},
      {"nothing of it stays in what is new", {R"({"a":{"b":1,"_deleted":["c"]}})"}, R"({"a":{"b":1}})"},
      {"a key frame replaces the whole", {R"({"a":1,"b":2})", R"({"a":3,"_kf":true})"}, R"({"a":3})"},
  };
  for (const StateCase& example : cases) {
    TopicState state;
    for (const char* update : example.updates) state.apply(update);
    EXPECT_EQ(nlohmann::json::parse(state.text()), nlohmann::json::parse(example.state)) << example.name;
  }
}

}  // namespace
}  // namespace slipstream::source
