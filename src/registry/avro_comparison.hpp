#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "registry/avro_schema.hpp"

namespace slipstream::registry {

/// One comparison of a reader's schema with a writer's: one object, one call of run(). One thread.
class AvroComparison {
 public:
  AvroComparison(const AvroSchema& reader, const AvroSchema& writer) : reader_(&reader), writer_(&writer) {}

  /// As avro_incompatibilities.
  Result<std::vector<std::string>> run();

 private:
  using FieldsByName = std::unordered_map<std::string_view, const AvroField*>;

  /// Each of these notes a message for what cannot be read, and returns whether there was nothing to note.
  bool reads(AvroIndex reader, AvroIndex writer);
  bool resolve(const AvroNode& reader, AvroIndex reader_index, const AvroNode& writer,
               AvroIndex writer_index);
  bool reads_union(const AvroNode& reader, AvroIndex writer);
  bool reads_record(const AvroNode& reader, const AvroNode& writer);
  bool reads_field(const AvroField& field, const FieldsByName& written);
  bool reads_enum(const AvroNode& reader, const AvroNode& writer);
  bool reads_fixed(const AvroNode& reader, const AvroNode& writer);
  bool has_same_name(const AvroNode& reader, const AvroNode& writer);
  bool note(std::string_view message);
  /// False once too much has been compared.
  bool spend(std::size_t steps);

  static constexpr std::size_t kMaxSteps = 1'000'000;  // half a second
  static constexpr int kMaxDepth = 500;

  const AvroSchema* reader_;
  const AvroSchema* writer_;
  std::string path_;
  std::vector<std::string> messages_;

  /// What is known of a pair of types. While a pair is looked at it counts as readable, so that recursion
  /// ends.
  std::unordered_map<std::uint64_t, bool> known_;
  /// The pairs known as readable, in the order of their calls: when one turns out not to be, what was found
  /// readable since may have relied on it and is forgotten.
  std::vector<std::uint64_t> readable_;
  std::size_t steps_ = 0;
  int depth_ = 0;
  bool too_large_ = false;
};

}  // namespace slipstream::registry
