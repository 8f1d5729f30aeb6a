#pragma once

#include <memory>
#include <utility>

#include <gtest/gtest.h>

#include "domain/record.hpp"
#include "log/engines.hpp"
#include "support/temp_dir.hpp"

namespace slipstream::store::testing {

/// An embedded log with the three topics: telemetry in 4 partitions, alerts in 3.
class LogOfTopics : public ::testing::Test {
 protected:
  void SetUp() override {
    auto log = log::open_sqlite_log({.file = dir_ / "log.db"});
    ASSERT_TRUE(log) << log.error().to_string();
    log_ = std::move(*log);
    for (const auto& [name, partitions] :
         {std::pair{topics_.telemetry, 4}, std::pair{topics_.session, 1}, std::pair{topics_.alerts, 3}}) {
      ASSERT_TRUE(log_->create_topic({.name = name, .partitions = partitions}));
    }
  }

  slipstream::testing::TempDir dir_;
  domain::TopicNames topics_;
  std::unique_ptr<log::Log> log_;
};

}  // namespace slipstream::store::testing
