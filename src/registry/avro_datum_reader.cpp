#include "registry/avro_datum_reader.hpp"

#include <algorithm>
#include <utility>

#include <simdjson.h>

#include "registry/schema_path.hpp"

/// What datums are made of; the plain values are in avro_datum_values.cpp.
namespace slipstream::registry {

AvroDatumReader::AvroDatumReader(const AvroSchema& schema, std::string_view bytes)
    : schema_(&schema), bytes_(bytes) {
  out_.reserve(std::min(3 * bytes.size() + 64, kMaxJsonBytes));
}

Result<std::string> AvroDatumReader::read() && {
  if (!value(AvroSchema::kRoot)) return fail(ErrorCode::invalid_input, "{}", with_path(path_, error_));
  if (bytes_.left() > 0) {
    return fail(ErrorCode::invalid_input, "{} bytes are left behind the end", bytes_.left());
  }
  return std::move(out_);
}

bool AvroDatumReader::refuse(std::string message) {
  error_ = std::move(message);
  return false;
}

bool AvroDatumReader::within(std::string_view step) {
  const bool is_field = !path_.empty() && path_.front() != '[' && path_.front() != '{';
  path_.insert(0, is_field ? "." : "").insert(0, step);
  return false;
}

bool AvroDatumReader::value(AvroIndex index) {
  if (out_.size() > kMaxJsonBytes) return refuse("becomes too much JSON");
  const AvroNode& node = schema_->at(index);
  switch (node.type) {
    case AvroType::null: json_.null(); return true;
    case AvroType::boolean: return boolean();
    case AvroType::int32: return integer<std::int32_t>();
    case AvroType::int64: return integer<std::int64_t>();
    case AvroType::float32: return floating<float>();
    case AvroType::float64: return floating<double>();
    case AvroType::bytes: return binary(bytes_.counted());
    case AvroType::string: return text();
    case AvroType::record: return record(node);
    case AvroType::enumeration: return symbol(node);
    case AvroType::array:
    case AvroType::map: return container(node);
    case AvroType::union_of: return branch(node);
    case AvroType::fixed: return binary(bytes_.take(node.size));
  }
  std::unreachable();
}

bool AvroDatumReader::branch(const AvroNode& node) {
  const auto index = bytes_.integer();
  if (!index) return refuse("the branch of a union is cut off");
  if (*index < 0 || static_cast<std::uint64_t>(*index) >= node.branches.size()) {
    return refuse(fmt::format("branch {} of a union of {}", *index, node.branches.size()));
  }
  return value(node.branches[static_cast<std::size_t>(*index)]);
}

bool AvroDatumReader::record(const AvroNode& node) {
  if (++depth_ > kMaxDepth) return refuse(fmt::format("is nested more than {} deep", kMaxDepth));
  json_.begin_object();
  for (const AvroField& field : node.fields) {
    json_.key(field.name);
    if (!value(field.type)) return within(field.name);
  }
  json_.end_object();
  --depth_;
  return true;
}

bool AvroDatumReader::container(const AvroNode& node) {
  if (++depth_ > kMaxDepth) return refuse(fmt::format("is nested more than {} deep", kMaxDepth));
  const bool is_map = node.type == AvroType::map;
  is_map ? json_.begin_object() : json_.begin_array();
  std::uint64_t done = 0;
  while (true) {
    const auto now = block(node, done);
    if (!now) return false;
    if (*now == done) break;
    done = *now;
  }
  is_map ? json_.end_object() : json_.end_array();
  --depth_;
  return true;
}

std::optional<std::uint64_t> AvroDatumReader::block(const AvroNode& node, std::uint64_t done) {
  const auto wrong = [this](std::string message) {
    refuse(std::move(message));
    return std::nullopt;
  };
  const auto count = bytes_.integer();
  if (!count) return wrong("the size of a block is cut off");
  if (*count >= 0) {
    const std::uint64_t end = done + static_cast<std::uint64_t>(*count);
    return items(node, done, end) ? std::optional{end} : std::nullopt;
  }
  const auto size = bytes_.integer();
  if (!size || *size < 0 || static_cast<std::uint64_t>(*size) > bytes_.left()) {
    return wrong("a block is cut off");
  }
  const std::size_t left = bytes_.left() - static_cast<std::size_t>(*size);
  const std::uint64_t end = done + (~static_cast<std::uint64_t>(*count) + 1);
  if (!items(node, done, end)) return std::nullopt;
  if (bytes_.left() != left) return wrong(fmt::format("a block is not of the {} bytes it says", *size));
  return end;
}

bool AvroDatumReader::items(const AvroNode& node, std::uint64_t from, std::uint64_t to) {
  for (std::uint64_t index = from; index < to; ++index) {
    const std::size_t left = bytes_.left();
    if (!item(node, index)) return false;
    if (bytes_.left() == left && ++empty_items_ > kMaxEmptyItems) {
      return refuse(fmt::format("has more than {} items of no bytes", kMaxEmptyItems));
    }
  }
  return true;
}

bool AvroDatumReader::item(const AvroNode& node, std::uint64_t index) {
  if (node.type == AvroType::array) {
    return value(node.branches.front()) || within(fmt::format("[{}]", index));
  }
  const auto key = bytes_.counted();
  if (!key) return refuse("a key is cut off");
  if (!simdjson::validate_utf8(key->data(), key->size())) return refuse("a key is no UTF-8");
  json_.key(*key);
  constexpr std::size_t kLongestKeyTold = 64;
  return value(node.branches.front()) ||
         within(fmt::format("{{{}}}", key->size() > kLongestKeyTold ? "…" : *key));
}

}  // namespace slipstream::registry
