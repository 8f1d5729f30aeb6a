#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "inspect/group_places.hpp"
#include "inspect/growth.hpp"
#include "inspect/newest_records.hpp"
#include "inspect/subject_versions.hpp"
#include "inspect/value_reader.hpp"
#include "log/log.hpp"
#include "registry/schemas.hpp"

namespace slipstream::inspect {

struct InspectorOptions {
  /// Those that may be looked at; nullopt: all topics of the log.
  std::optional<std::vector<std::string>> topics = {};
  std::size_t max_value_bytes = std::size_t{128} << 10;  ///< longer ones are told of, not shown
  std::stop_token stop = {};                             ///< ends waiting for records
};

/// What is known of a topic's keys or values.
struct PartLook {
  std::optional<ValueFormat> format = {};  ///< of the newest record; nullopt: there is none
  std::optional<registry::Version> schema = {};
};

/// A topic at a glance.
struct TopicLook {
  log::TopicInfo info;
  std::optional<double> records_per_s = {};  ///< since an earlier look; nullopt: this is the first
  std::optional<WallTime> newest_at = {};    ///< of the newest record
  PartLook key, value;
  std::optional<Error> problem = {};  ///< why it cannot be looked at; then only its name is known
};

/// A topic with its readers.
struct TopicDetail {
  log::TopicInfo info;
  std::vector<GroupPlace> groups;
  std::optional<Error> groups_problem = {};  ///< why the log does not tell them
};

/// Looks at the topics of a log and remembers what rates need. One thread at a time; a look at a cluster
/// takes some hundred milliseconds.
class Inspector {
 public:
  /// `log` and `schemas` must outlive it.
  Inspector(log::Log& log, registry::Schemas& schemas, InspectorOptions options);

  /// By name. Errors: unavailable, timeout.
  Result<std::vector<TopicLook>> topics();
  /// Errors: not_found, permission, unavailable, timeout.
  Result<TopicDetail> topic(const std::string& name);
  /// The newest records of a topic, or of one of its partitions; newest first. Errors: as topic; not_found:
  /// no such partition.
  Result<std::vector<FoundRecord>> newest(const std::string& name, std::optional<log::Partition> partition,
                                          std::size_t limit);
  /// For the records that newest() finds.
  ValueReader& reader() { return reader_; }

 private:
  /// What the newest record of a topic was like, when its ends added up to `end`.
  struct Seen {
    std::int64_t end = 0;
    WallTime at;
    std::optional<ValueFormat> key, value;
  };

  Result<log::TopicInfo> describe(const std::string& name);
  Result<std::vector<TopicLook>> describe_all();
  void look_at_newest(std::span<const TopicLook> looks);
  void fill(TopicLook& look);

  log::Log& log_;
  const InspectorOptions options_;
  ValueReader reader_;
  SubjectVersions versions_;
  Growth growth_;
  std::map<std::string, Seen, std::less<>> seen_;
};

}  // namespace slipstream::inspect
