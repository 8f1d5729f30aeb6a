#include "library/library.hpp"

#include <fstream>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temp_dir.hpp"

namespace slipstream::library {
namespace {

using ::testing::HasSubstr;

/// A data directory, and archives to import from made by hand.
class LibraryTest : public ::testing::Test {
 protected:
  [[nodiscard]] std::filesystem::path archive(const std::string& name, const std::string& session) const {
    const std::filesystem::path folder = temp_ / name;
    std::filesystem::create_directories(folder);
    std::ofstream{folder / "SessionInfo.jsonStream"}
        << R"(00:00:00.100{"Meeting":{"Name":"Test Grand Prix","Country":{"Name":"Nowhere"}},"Type":"Race",)"
        << R"("Name":")" << session << R"(","StartDate":"2025-10-25T15:00:00","GmtOffset":"00:00:00"})"
        << "\r\n";
    std::ofstream{folder / "DriverList.jsonStream"}
        << R"(00:00:00.200{"1":{"RacingNumber":"1","Tla":"VER"},"44":{"RacingNumber":"44","Tla":"HAM"}})"
        << "\r\n";
    std::ofstream{folder / "SessionStatus.jsonStream"} << R"(00:01:00.000{"Status":"Started"})" << "\r\n"
                                                       << R"(00:05:00.000{"Status":"Finished"})" << "\r\n";
    return folder;
  }

  /// Everything under <data>/sessions, the hidden included.
  [[nodiscard]] std::vector<std::string> folders() const {
    std::vector<std::string> names;
    for (const auto& folder : std::filesystem::directory_iterator{temp_ / "data/sessions"}) {
      names.push_back(folder.path().filename().string());
    }
    return names;
  }

  slipstream::testing::TempDir temp_;
  Library library_{temp_ / "data"};
};

constexpr const char* kKey = "2025-10-25_test_race";

TEST_F(LibraryTest, IsEmptyAtFirst) {
  EXPECT_TRUE(library_.list()->empty());
  EXPECT_EQ(library_.newest().error().code, ErrorCode::not_found);
  const auto found = library_.find("2025");
  ASSERT_FALSE(found);
  EXPECT_THAT(found.error().message, HasSubstr("slipstream import"));
  EXPECT_FALSE(std::filesystem::exists(temp_ / "data"));
}

TEST_F(LibraryTest, KeepsWhatWasImported) {
  const auto folder = archive("archive", "Race");
  std::vector<double> progress;
  const auto imported = library_.import(folder, [&](double share) { progress.push_back(share); });
  ASSERT_TRUE(imported) << imported.error().to_string();
  EXPECT_FALSE(imported->was_there);
  EXPECT_EQ(imported->entry.key(), kKey);
  EXPECT_EQ(imported->entry.info.drivers.size(), 2U);
  EXPECT_GT(imported->entry.session_messages, 0U);
  EXPECT_TRUE(std::ranges::is_sorted(progress));
  EXPECT_EQ(progress.back(), 1.0);

  std::filesystem::remove_all(folder);
  const auto entries = library_.list();
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), 1U);
  EXPECT_EQ(entries->front(), imported->entry);
  auto source = source::open_source(entries->front().source);
  ASSERT_TRUE(source) << source.error().to_string();
  EXPECT_TRUE(prepare::prepare_session(**source));
  EXPECT_EQ(folders(), std::vector<std::string>{kKey});
}

TEST_F(LibraryTest, SaysThatASessionIsThereAlready) {
  ASSERT_TRUE(library_.import(archive("archive", "Race")));
  const auto again = library_.import(archive("the same elsewhere", "Race"));
  ASSERT_TRUE(again) << again.error().to_string();
  EXPECT_TRUE(again->was_there);
  EXPECT_EQ(library_.list()->size(), 1U);
}

TEST_F(LibraryTest, RefusesAnotherSourceOfAKeyItHas) {
  ASSERT_TRUE(library_.import(archive("archive", "Race")));
  const auto other = archive("other", "Race");
  std::ofstream{other / "TrackStatus.jsonStream"} << R"(00:00:01.000{"Status":"1","Message":"AllClear"})"
                                                  << "\r\n";
  const auto imported = library_.import(other);
  ASSERT_FALSE(imported);
  EXPECT_EQ(imported.error().code, ErrorCode::already_exists);
  EXPECT_THAT(imported.error().message, HasSubstr("slipstream remove 2025-10-25_test_race"));
}

TEST_F(LibraryTest, LeavesNothingOfAFailedImport) {
  struct Case {
    const char* name;
    ErrorCode code;
  };
  std::filesystem::create_directories(temp_ / "empty");
  std::ofstream{temp_ / "noise"} << "\x01\x02 this is nothing";
  for (const Case& c : {Case{"missing", ErrorCode::not_found}, Case{"empty", ErrorCode::invalid_input},
                        Case{"noise", ErrorCode::invalid_input}}) {
    const auto imported = library_.import(temp_ / c.name);
    ASSERT_FALSE(imported) << c.name;
    EXPECT_EQ(imported.error().code, c.code) << c.name;
  }
  EXPECT_FALSE(std::filesystem::exists(temp_ / "data"));

  std::stop_source stop;
  const auto stopped = library_.import(
      archive("archive", "Race"),
      [&](double share) {
        if (share > 0.5) stop.request_stop();
      },
      stop.get_token());
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::interrupted);
  EXPECT_TRUE(folders().empty());
}

TEST_F(LibraryTest, SaysThatTheDataDirectoryCannotBeUsed) {
  std::ofstream{temp_ / "data"} << "a file";
  const auto imported = library_.import(archive("archive", "Race"));
  ASSERT_FALSE(imported);
  EXPECT_THAT(imported.error().message, HasSubstr("--data"));
}

TEST_F(LibraryTest, LocatesKeysPathsAndWords) {
  const auto folder = archive("archive", "Race");
  const auto entry = library_.import(folder)->entry;
  for (const char* name : {kKey, "2025-10-25", "2025 Test Grand Prix Race", "test gp race"}) {
    const auto place = library_.locate(name);
    ASSERT_TRUE(place) << name << ": " << place.error().to_string();
    EXPECT_EQ(place->source, entry.source);
    EXPECT_EQ(place->entry, entry);
  }
  const auto path = library_.locate(folder.string());
  ASSERT_TRUE(path);
  EXPECT_EQ(path->source, folder);
  EXPECT_FALSE(path->entry);
  for (const char* name : {"/no/such/path", "./nothing", "2019 Monza", ""}) {
    const auto nothing = library_.locate(name);
    ASSERT_FALSE(nothing) << name;
    EXPECT_EQ(nothing.error().code, ErrorCode::not_found);
  }
}

TEST_F(LibraryTest, RemovesByKeyOnly) {
  ASSERT_TRUE(library_.import(archive("archive", "Race")));
  ASSERT_TRUE(library_.import(archive("another", "Qualifying")));
  for (const char* name : {"test race", "2025", "", "..", "2019", "../sessions/2025-10-25_test_race"}) {
    EXPECT_FALSE(library_.remove(name)) << name;
  }
  const auto removed = library_.remove("2025-10-25_test_r");
  ASSERT_TRUE(removed) << removed.error().to_string();
  EXPECT_EQ(removed->key(), kKey);
  EXPECT_EQ(folders(), std::vector<std::string>{"2025-10-25_test_qualifying"});
}

TEST_F(LibraryTest, LivesWithAnEntryThatCannotBeRead) {
  ASSERT_TRUE(library_.import(archive("archive", "Race")));
  ASSERT_TRUE(library_.import(archive("another", "Qualifying")));
  std::ofstream{temp_ / "data/sessions" / kKey / "session.json"} << "{";
  ASSERT_EQ(library_.list()->size(), 1U);
  EXPECT_EQ(library_.list()->front().info.name, "Qualifying");
  EXPECT_TRUE(library_.remove(kKey));
  EXPECT_EQ(folders().size(), 1U);
}

}  // namespace
}  // namespace slipstream::library
