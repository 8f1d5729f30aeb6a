#pragma once

#include <cstdint>
#include <string>

#include "log/engines.hpp"

/// What the killed writer writes, as functions of a number, so that the test can tell what every record must
/// be. Record `number` of topic `numbered` is in partition number % 3 at offset number / 3. Transaction t,
/// from 1, puts out_records(t) records on `out` and the text of t on `state`, and commits t for `in`[0].
namespace slipstream::log::kill {

inline constexpr const char* kNumbered = "numbered";
inline constexpr const char* kOut = "out";
inline constexpr const char* kState = "state";
inline constexpr const char* kIn = "in";
inline constexpr const char* kGroup = "processors";
inline constexpr Partition kPartitions = 3;

inline std::uint64_t mix(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15U;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9U;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebU;
  return value ^ (value >> 31);
}

/// 0 to 599 bytes of any value, after the number itself.
inline std::string payload(std::uint64_t number) {
  std::string bytes = std::to_string(number) + ' ';
  const std::size_t size = bytes.size() + mix(number) % 600;
  for (std::uint64_t word = number; bytes.size() < size; ++word) {
    const std::uint64_t random = mix(word ^ 0x5bd1e995);
    bytes.append(reinterpret_cast<const char*>(&random), sizeof random);
  }
  bytes.resize(size);
  return bytes;
}
inline std::string key(std::uint64_t number) { return "key-" + std::to_string(number % 20); }
inline std::string header(std::uint64_t number) { return std::to_string(mix(number)); }
inline WallTime time_of(std::uint64_t number) {
  return WallTime{std::chrono::microseconds{1'767'225'600'000'000 + static_cast<std::int64_t>(number)}};
}
inline std::uint64_t out_records(std::uint64_t transaction) { return 1 + mix(transaction) % 5; }

inline SqliteOptions options_for(const std::filesystem::path& file) {
  SqliteOptions options;
  options.file = file;
  options.retention_time = std::chrono::hours{24 * 365 * 100};
  options.retention_bytes = std::int64_t{1} << 40;
  options.maintenance_interval = std::chrono::milliseconds{20};  // kills shall meet compaction too
  return options;
}

}  // namespace slipstream::log::kill
