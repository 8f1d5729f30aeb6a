#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "codec/json_writer.hpp"
#include "registry/avro_bytes.hpp"
#include "registry/avro_schema.hpp"

namespace slipstream::registry {

/// One datum to JSON: one object, one call of read(). One thread.
class AvroDatumReader {
 public:
  AvroDatumReader(const AvroSchema& schema, std::string_view bytes);
  /// As avro_to_json.
  Result<std::string> read() &&;

 private:
  /// Each writes what it reads, or notes the error and returns false.
  bool value(AvroIndex index);
  bool boolean();
  template <class Integer>
  bool integer();
  template <class Number>
  bool floating();
  bool text();
  bool binary(std::optional<std::string_view> bytes);
  bool symbol(const AvroNode& node);
  bool branch(const AvroNode& node);
  bool record(const AvroNode& node);
  bool container(const AvroNode& node);

  /// Of a container with `done` items so far: how many it has after its next block; as many: there is no
  /// more.
  std::optional<std::uint64_t> block(const AvroNode& node, std::uint64_t done);
  bool items(const AvroNode& node, std::uint64_t from, std::uint64_t to);
  bool item(const AvroNode& node, std::uint64_t index);

  bool refuse(std::string message);
  /// Puts a step in front of the path of the error, on the way out; always false.
  bool within(std::string_view step);

  static constexpr int kMaxDepth = 128;
  static constexpr int kMaxEmptyItems = 4'096;
  static constexpr std::size_t kMaxJsonBytes = 64U << 20U;

  const AvroSchema* schema_;
  AvroBytes bytes_;
  std::string out_;
  codec::JsonWriter json_{out_};
  int depth_ = 0;
  int empty_items_ = 0;

  std::string error_;
  std::string path_;  ///< of the error
};

}  // namespace slipstream::registry
