#pragma once

#include <filesystem>
#include <optional>

#include <gtest/gtest.h>

namespace slipstream::testing {

/// The folder with real sessions and oracles: $SLIPSTREAM_SHARED, else ../shared beside the project.
/// nullopt if there is none.
std::optional<std::filesystem::path> shared_data();

/// Inside CI a test that lacks its data is a failure; elsewhere it is skipped.
bool shared_data_is_required();

}  // namespace slipstream::testing

/// First line of a test that needs real data: `SLIPSTREAM_NEED_SHARED(shared);` then use the path `shared`.
#define SLIPSTREAM_NEED_SHARED(name)                                                                 \
  const auto name##_found = ::slipstream::testing::shared_data();                                    \
  if (!name##_found && ::slipstream::testing::shared_data_is_required()) FAIL() << "no shared data"; \
  if (!name##_found) GTEST_SKIP() << "no shared data: set SLIPSTREAM_SHARED";                        \
  const std::filesystem::path& name = *name##_found
