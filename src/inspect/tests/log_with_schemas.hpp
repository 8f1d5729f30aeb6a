#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "inspect/inspector.hpp"
#include "log/engines.hpp"
#include "registry/framing.hpp"
#include "registry/registry.hpp"
#include "support/temp_dir.hpp"

namespace slipstream::inspect::testing {

using namespace std::chrono_literals;

inline constexpr WallTime kStart{std::chrono::milliseconds{1'767'225'600'000}};  // 2026-01-01

/// An embedded log with a registry. No batches are kept in memory: they would still have what compaction
/// took.
class LogWithSchemas {
 public:
  LogWithSchemas() {
    auto opened = log::open_sqlite_log({.file = dir_ / "log.db", .tail_cache_bytes = 0});
    EXPECT_TRUE(opened) << opened.error().to_string();
    log_ = std::move(*opened);
    create("schemas", 1, true);
    auto registry = registry::Registry::open(*log_, "schemas");
    EXPECT_TRUE(registry) << registry.error().to_string();
    registry_ = std::move(*registry);
    schemas_ = std::make_unique<registry::LogSchemas>(*registry_);
  }

  void create(const std::string& name, std::int32_t partitions = 1, bool compacted = false) {
    log::TopicSpec spec;
    spec.name = name;
    spec.partitions = partitions;
    spec.compacted = compacted;
    EXPECT_TRUE(log_->create_topic(spec));
  }
  /// Waits until the log has it; its timestamp is so many seconds after kStart.
  void append(const std::string& topic, log::Partition partition, int second, std::string_view key,
              std::optional<std::string_view> value, std::span<const log::HeaderView> headers = {}) {
    log::RecordBatch batch(topic);
    batch.append(partition, kStart + std::chrono::seconds{second}, key, value, headers);
    auto producer = log_->producer({});
    ASSERT_TRUE(producer);
    ASSERT_TRUE((*producer)->send(std::move(batch)));
    ASSERT_TRUE((*producer)->flush(20s));
  }
  /// {"n":`number`} in Avro, framed with the subject's schema.
  std::string lap(const std::string& subject, char number) {
    const auto id = registry_->add(subject, registry::SchemaType::avro,
                                   R"({"type":"record","name":"Lap","fields":[{"name":"n","type":"int"}]})");
    EXPECT_TRUE(id);
    std::string bytes;
    registry::append_frame(bytes, *id);
    bytes += static_cast<char>(number * 2);  // zigzag
    return bytes;
  }
  Inspector inspector(InspectorOptions options = {}) {
    return Inspector(*log_, *schemas_, std::move(options));
  }
  log::Log& log() { return *log_; }
  registry::Schemas& schemas() { return *schemas_; }

 private:
  slipstream::testing::TempDir dir_;
  std::unique_ptr<log::Log> log_;
  std::unique_ptr<registry::Registry> registry_;
  std::unique_ptr<registry::LogSchemas> schemas_;
};

}  // namespace slipstream::inspect::testing
