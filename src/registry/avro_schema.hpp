#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace slipstream::registry {

enum class AvroType : std::uint8_t {
  null,
  boolean,
  int32,
  int64,
  float32,
  float64,
  bytes,
  string,
  record,
  enumeration,
  array,
  map,
  union_of,
  fixed
};

/// As schemas write it: "null", "int", "record", …
[[nodiscard]] std::string_view to_string(AvroType type);

/// A type's place in its AvroSchema.
using AvroIndex = std::uint32_t;

struct AvroField {
  std::string name;
  std::vector<std::string> aliases;
  AvroIndex type = 0;
  bool has_default = false;
};

/// One type of a schema. What its `type` has no use for is empty.
struct AvroNode {
  AvroType type = AvroType::null;
  std::string name;  ///< record, enum, fixed: the full name, "com.f1leaderboard.LeaderboardUpdate"
  std::vector<std::string> aliases;  ///< of these: full names
  std::string logical_type;          ///< "timestamp-millis"; any text, as unknown ones are to be ignored
  std::vector<AvroField> fields;     ///< record
  std::vector<std::string> symbols;  ///< enum
  bool has_default_symbol = false;   ///< enum: what a reader makes of a symbol it does not know
  std::vector<AvroIndex> branches;   ///< union: its types; array, map: the one type of what is in it
  std::uint32_t size = 0;            ///< fixed, bytes
};

/// A checked schema of Avro 1.11 (https://avro.apache.org/docs/1.11.1/specification/): names are resolved,
/// defaults fit their fields. Recursive types point back. Never changes: any thread may read it.
class AvroSchema {
 public:
  /// A whole document, within the limits of json_document.hpp and of at most kMaxTypes types.
  /// Errors: invalid_input (the message begins with the path of fields to the place).
  static Result<AvroSchema> parse(std::string_view text);

  [[nodiscard]] const AvroNode& at(AvroIndex index) const { return nodes_[index]; }
  static constexpr AvroIndex kRoot = 0;
  static constexpr std::size_t kMaxTypes = 20'000;

 private:
  explicit AvroSchema(std::vector<AvroNode> nodes) : nodes_(std::move(nodes)) {}
  std::vector<AvroNode> nodes_;
};

}  // namespace slipstream::registry
