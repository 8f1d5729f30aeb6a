#include "base/file_error.hpp"

#include <cerrno>

#include <gtest/gtest.h>

namespace slipstream::base {
namespace {

TEST(FileError, SaysWhatWhereWhyAndWhatToDo) {
  EXPECT_EQ(file_error(ENOSPC, "cannot write", "a/b").error().to_string(),
            "cannot write a/b: No space left on device");
  EXPECT_EQ(file_error(EACCES, "cannot read", "c", "choose another").error().to_string(),
            "cannot read c: Permission denied; choose another");
}

TEST(FileError, HasTheCodeThatFits) {
  const std::pair<int, ErrorCode> cases[] = {
      {EACCES, ErrorCode::permission},     {EPERM, ErrorCode::permission}, {EROFS, ErrorCode::permission},
      {ENOSPC, ErrorCode::no_space},       {EDQUOT, ErrorCode::no_space},  {ENOENT, ErrorCode::not_found},
      {EEXIST, ErrorCode::already_exists}, {EINVAL, ErrorCode::io}};
  for (const auto& [number, code] : cases) {
    EXPECT_EQ(code_of_errno(number), code) << number;
    EXPECT_EQ(file_error(number, "x", "y").error().code, code) << number;
  }
}

}  // namespace
}  // namespace slipstream::base
