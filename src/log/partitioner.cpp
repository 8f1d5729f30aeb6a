#include "log/partitioner.hpp"

namespace slipstream::log {
namespace {

constexpr std::uint32_t kSeed = 0x9747b28c;
constexpr std::uint32_t kMultiplier = 0x5bd1e995;
constexpr int kShift = 24;

std::uint32_t byte_at(std::string_view bytes, std::size_t index) {
  return static_cast<unsigned char>(bytes[index]);
}

}  // namespace

std::uint32_t murmur2(std::string_view bytes) {
  std::uint32_t hash = kSeed ^ static_cast<std::uint32_t>(bytes.size());
  std::size_t at = 0;
  for (; at + 4 <= bytes.size(); at += 4) {
    std::uint32_t word = byte_at(bytes, at) | byte_at(bytes, at + 1) << 8 | byte_at(bytes, at + 2) << 16 |
                         byte_at(bytes, at + 3) << 24;
    word *= kMultiplier;
    word ^= word >> kShift;
    word *= kMultiplier;
    hash = (hash * kMultiplier) ^ word;
  }
  const std::size_t left = bytes.size() - at;
  if (left > 2) hash ^= byte_at(bytes, at + 2) << 16;
  if (left > 1) hash ^= byte_at(bytes, at + 1) << 8;
  if (left > 0) hash = (hash ^ byte_at(bytes, at)) * kMultiplier;
  hash ^= hash >> 13;
  hash *= kMultiplier;
  return hash ^ hash >> 15;
}

Partition partition_for_key(std::string_view key, std::int32_t partitions) {
  const auto positive = static_cast<std::int32_t>(murmur2(key) & 0x7fffffffU);
  return positive % partitions;
}

}  // namespace slipstream::log
