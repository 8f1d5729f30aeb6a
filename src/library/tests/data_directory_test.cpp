#include "library/data_directory.hpp"

#include <unistd.h>

#include <fstream>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temp_dir.hpp"

namespace slipstream::library {
namespace {

using Environment = std::map<std::string, std::string>;

std::filesystem::path default_in(const Environment& environment) {
  return default_data_directory([&](const std::string& name) {
    const auto found = environment.find(name);
    return found == environment.end() ? std::nullopt : std::optional{found->second};
  });
}

TEST(DataDirectory, IsWhereTheXdgSpecificationSays) {
  EXPECT_EQ(default_in({{"XDG_DATA_HOME", "/data"}, {"HOME", "/home/ann"}}), "/data/slipstream");
  EXPECT_EQ(default_in({{"HOME", "/home/ann"}}), "/home/ann/.local/share/slipstream");
  EXPECT_EQ(default_in({{"XDG_DATA_HOME", ""}, {"HOME", "/home/ann"}}), "/home/ann/.local/share/slipstream");
  EXPECT_EQ(default_in({{"XDG_DATA_HOME", "data"}, {"HOME", "/home/ann"}}),
            "/home/ann/.local/share/slipstream");
  EXPECT_EQ(default_in({}), ".slipstream");
}

TEST(DataDirectory, IsMadeOnDemandAndLeftEmpty) {
  const slipstream::testing::TempDir temp;
  ASSERT_TRUE(prepare_data_directory(temp / "a/b/c"));
  EXPECT_TRUE(std::filesystem::is_empty(temp / "a/b/c"));
  EXPECT_TRUE(prepare_data_directory(temp / "a/b/c"));
}

TEST(DataDirectory, RefusesAFile) {
  const slipstream::testing::TempDir temp;
  std::ofstream{temp / "file"} << "x";
  for (const char* name : {"file", "file/below"}) {
    const auto made = prepare_data_directory(temp / name);
    ASSERT_FALSE(made) << name;
    EXPECT_THAT(made.error().message, ::testing::HasSubstr("--data"));
  }
}

TEST(DataDirectory, SaysThatItIsNotWritable) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write anywhere";
  const slipstream::testing::TempDir temp;
  std::filesystem::permissions(temp.path(),
                               std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  for (const std::filesystem::path& place : {temp.path(), temp / "below"}) {
    const auto made = prepare_data_directory(place);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::permission);
  }
  std::filesystem::permissions(temp.path(), std::filesystem::perms::owner_all);
}

}  // namespace
}  // namespace slipstream::library
