#include "log/topic_rules.hpp"

#include <algorithm>
#include <vector>

namespace slipstream::log {
namespace {

constexpr std::size_t kMaxNameLength = 249;
constexpr std::int32_t kMaxPartitions = 1000;

bool allowed(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         (letter >= '0' && letter <= '9') || letter == '.' || letter == '_' || letter == '-';
}

}  // namespace

Result<> check_spec(const TopicSpec& spec) {
  const std::string& name = spec.name;
  if (name.empty() || name == "." || name == ".." || name.size() > kMaxNameLength ||
      !std::all_of(name.begin(), name.end(), allowed))
    return fail(ErrorCode::invalid_argument,
                "a topic's name has 1 to {} letters, digits, '.', '_' or '-', not \"{}\"", kMaxNameLength,
                name);
  if (spec.partitions < 1 || spec.partitions > kMaxPartitions)
    return fail(ErrorCode::invalid_argument, "topic {} must have 1 to {} partitions, not {}", name,
                kMaxPartitions, spec.partitions);
  return {};
}

std::string differences(const TopicSpec& existing, const TopicSpec& wanted) {
  std::vector<std::string> found;
  if (existing.partitions != wanted.partitions)
    found.push_back(fmt::format("{} partitions instead of {}", existing.partitions, wanted.partitions));
  if (existing.compacted != wanted.compacted)
    found.emplace_back(existing.compacted ? "compacted" : "not compacted");
  if (wanted.retention_time && existing.retention_time != wanted.retention_time)
    found.emplace_back("another retention time");
  if (wanted.retention_bytes && existing.retention_bytes != wanted.retention_bytes)
    found.emplace_back("another retention size");
  return fmt::format("{}", fmt::join(found, ", "));
}

}  // namespace slipstream::log
