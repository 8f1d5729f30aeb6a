#include "library/durable_file.hpp"

#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "support/temp_dir.hpp"

namespace slipstream::library {
namespace {

std::string content(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream{file, std::ios::binary}.rdbuf();
  return text.str();
}

TEST(DurableFile, CopiesBytesAndTellsHowMany) {
  const slipstream::testing::TempDir temp;
  std::string bytes;
  for (int i = 0; i < 700'000; ++i) bytes += static_cast<char>(i * 31);
  std::ofstream{temp / "from", std::ios::binary} << bytes;
  std::uint64_t told = 0;
  ASSERT_TRUE(copy_durably(temp / "from", temp / "to", [&](std::uint64_t more) { told += more; }, {}));
  EXPECT_EQ(content(temp / "to"), bytes);
  EXPECT_EQ(told, bytes.size());
  EXPECT_TRUE(same_content(temp / "from", temp / "to").value());
}

TEST(DurableFile, SeesADifferenceInTheLastByteAndInLength) {
  const slipstream::testing::TempDir temp;
  const std::string bytes(600'000, 'a');
  ASSERT_TRUE(write_durably(temp / "one", bytes));
  ASSERT_TRUE(write_durably(temp / "other", bytes.substr(1) + "b"));
  ASSERT_TRUE(write_durably(temp / "longer", bytes + "a"));
  EXPECT_FALSE(same_content(temp / "one", temp / "other").value());
  EXPECT_FALSE(same_content(temp / "one", temp / "longer").value());
  EXPECT_FALSE(same_content(temp / "longer", temp / "one").value());
}

TEST(DurableFile, SaysThatTheDiskIsFull) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "no /dev/full here";
  const slipstream::testing::TempDir temp;
  ASSERT_TRUE(write_durably(temp / "from", "something"));
  const auto copied = copy_durably(temp / "from", "/dev/full", {}, {});
  ASSERT_FALSE(copied);
  EXPECT_EQ(copied.error().code, ErrorCode::no_space);
}

TEST(DurableFile, SaysWhatIsMissing) {
  const slipstream::testing::TempDir temp;
  const auto copied = copy_durably(temp / "nothing", temp / "to", {}, {});
  ASSERT_FALSE(copied);
  EXPECT_EQ(copied.error().code, ErrorCode::not_found);
}

TEST(DurableFile, StopsWhenAsked) {
  const slipstream::testing::TempDir temp;
  ASSERT_TRUE(write_durably(temp / "from", std::string(2'000'000, 'x')));
  std::stop_source stop;
  const auto copied =
      copy_durably(temp / "from", temp / "to", [&](std::uint64_t) { stop.request_stop(); }, stop.get_token());
  ASSERT_FALSE(copied);
  EXPECT_EQ(copied.error().code, ErrorCode::interrupted);
}

}  // namespace
}  // namespace slipstream::library
