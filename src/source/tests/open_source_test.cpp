#include <functional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "session_files.hpp"
#include "source/source.hpp"
#include "support/temp_dir.hpp"

namespace slipstream::source {
namespace {

using ::testing::HasSubstr;
using testing::TempDir;

/// A folder's content, what of it is opened, and what comes of it: a kind of source, or an error.
struct Case {
  std::string name;
  std::function<void(const std::filesystem::path&)> fill;
  std::string open;
  std::string kind;  ///< empty: an error
  ErrorCode code = ErrorCode::internal;
  std::vector<std::string> message = {};
};

void nothing(const std::filesystem::path&) {}
void two_sessions(const std::filesystem::path& folder) {
  write_archive(folder / "Friday");
  write_archive(folder / "Saturday");
}
void archive_below(const std::filesystem::path& folder) {
  write_archive(folder / "Saturday");
  write_file(folder / "notes.txt", "fast lap!");
}
void recording(const std::filesystem::path& folder) { write_file(folder / "feed.txt", kRecording); }
void archive_and_recording(const std::filesystem::path& folder) {
  write_archive(folder / "Saturday");
  recording(folder);
}
void no_session(const std::filesystem::path& folder) { write_file(folder / "cat.json", "{\"Year\":2025}"); }

const std::vector<Case> kCases{
    {"NoSuchPath", nothing, "nowhere", "", ErrorCode::not_found, {"nowhere"}},
    {"EmptyFolder", nothing, "", "", ErrorCode::invalid_input, {"empty", "jsonStream"}},
    {"Archive", write_archive, "", "archive"},
    {"OneTopicFileMeansItsFolder", write_archive, "TimingData.jsonStream", "archive"},
    {"ArchiveOneFolderBelow", archive_below, "", "archive"},
    {"Recording", recording, "feed.txt", "recording"},
    {"FolderWithOneRecording", recording, "", "recording"},
    {"TwoSessions", two_sessions, "", "", ErrorCode::invalid_input, {"2 sessions", "Friday, Saturday"}},
    {"ArchiveAndRecording", archive_and_recording, "", "", ErrorCode::invalid_input, {"Saturday, feed.txt"}},
    {"OtherFiles", no_session, "", "", ErrorCode::invalid_input, {"no session", "cat.json"}},
    {"OtherFile",
     no_session,
     "cat.json",
     "",
     ErrorCode::invalid_input,
     {"cat.json", "expected is a recording"}},
};

class OpenSource : public ::testing::TestWithParam<Case> {};

TEST_P(OpenSource, FindsWhatAPathHolds) {
  const Case& c = GetParam();
  const TempDir folder;
  c.fill(folder.path());
  const auto source = open_source(c.open.empty() ? folder.path() : folder / c.open);
  if (!c.kind.empty()) {
    ASSERT_TRUE(source) << source.error().to_string();
    EXPECT_EQ((*source)->kind(), c.kind);
    return;
  }
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, c.code);
  for (const std::string& part : c.message) EXPECT_THAT(source.error().to_string(), HasSubstr(part));
}

INSTANTIATE_TEST_SUITE_P(Paths, OpenSource, ::testing::ValuesIn(kCases),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace slipstream::source
