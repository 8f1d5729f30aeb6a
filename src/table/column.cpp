#include "table/column.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace slipstream::table {

std::string_view name_of(Type type) {
  switch (type) {
    case Type::boolean: return "boolean";
    case Type::int64: return "integer";
    case Type::float64: return "number";
    case Type::text: return "text";
    case Type::timestamp: return "timestamp";
    case Type::duration: return "duration";
  }
  std::unreachable();
}

Column::Column(std::string name, std::vector<double> values)
    : name_(std::move(name)), type_(Type::float64), size_(values.size()), doubles_(std::move(values)) {
  for (std::size_t row = 0; row < size_; ++row) {
    if (std::isnan(doubles_[row])) mark_missing(row);
  }
}

Column::Column(std::string name, std::vector<std::int64_t> values)
    : name_(std::move(name)), type_(Type::int64), size_(values.size()), integers_(std::move(values)) {}

void Column::reserve(std::size_t rows) {
  switch (type_) {
    case Type::boolean: return booleans_.reserve(rows);
    case Type::float64: return doubles_.reserve(rows);
    case Type::text: return offsets_.reserve(rows + 1);
    default: return integers_.reserve(rows);
  }
}

void Column::clear() {
  size_ = missing_ = 0;
  present_.clear();
  integers_.clear();
  doubles_.clear();
  booleans_.clear();
  text_.clear();
  offsets_.resize(1);
}

void Column::grow(std::size_t count, const std::uint64_t* present) {
  const std::size_t begin = size_;
  size_ += count;
  if (missing_ > 0) {
    present_.resize((size_ + 63) / 64, 0);
    for (std::size_t row = begin; row < size_; ++row) present_[row / 64] |= std::uint64_t{1} << (row % 64);
  }
  if (present == nullptr) return;
  for (std::size_t index = 0; index < count; ++index) {
    if (((present[index / 64] >> (index % 64)) & 1U) == 0) mark_missing(begin + index);
  }
}

void Column::mark_missing(std::size_t row) {
  if (missing_ == 0) {
    present_.assign((size_ + 63) / 64, ~std::uint64_t{0});
    if (size_ % 64 != 0) present_.back() = (std::uint64_t{1} << (size_ % 64)) - 1;
  }
  present_[row / 64] &= ~(std::uint64_t{1} << (row % 64));
  ++missing_;
}

void Column::append_placeholder(std::size_t count) {
  switch (type_) {
    case Type::boolean: return booleans_.resize(booleans_.size() + count);
    case Type::float64: return doubles_.resize(doubles_.size() + count);
    case Type::text: return offsets_.resize(offsets_.size() + count, static_cast<std::int64_t>(text_.size()));
    default: return integers_.resize(integers_.size() + count);
  }
}

void Column::append_missing(std::size_t count) {
  append_placeholder(count);
  const std::size_t begin = size_;
  grow(count);
  for (std::size_t row = begin; row < size_; ++row) mark_missing(row);
}

void Column::append_integer(std::int64_t value) {
  assert(type_ == Type::int64 || type_ == Type::timestamp || type_ == Type::duration);
  integers_.push_back(value);
  grow(1);
}

void Column::append_double(double value) {
  assert(type_ == Type::float64);
  if (std::isnan(value)) return append_missing();
  doubles_.push_back(value);
  grow(1);
}

void Column::append_boolean(bool value) {
  assert(type_ == Type::boolean);
  booleans_.push_back(value ? 1 : 0);
  grow(1);
}

void Column::append_text(std::string_view value) {
  assert(type_ == Type::text);
  text_.append(value);
  offsets_.push_back(static_cast<std::int64_t>(text_.size()));
  grow(1);
}

void Column::append_integers(std::span<const std::int64_t> values, const std::uint64_t* present) {
  integers_.insert(integers_.end(), values.begin(), values.end());
  grow(values.size(), present);
}

void Column::append_doubles(std::span<const double> values, const std::uint64_t* present) {
  const std::size_t begin = size_;
  doubles_.insert(doubles_.end(), values.begin(), values.end());
  grow(values.size(), present);
  for (std::size_t row = begin; row < size_; ++row) {
    if (std::isnan(doubles_[row]) && has(row)) mark_missing(row);
  }
}

void Column::append(const Column& other, std::size_t begin, std::size_t end) {
  assert(type_ == other.type_);
  for (std::size_t row = begin; row < end; ++row) {
    if (!other.has(row)) {
      append_missing();
      continue;
    }
    switch (type_) {
      case Type::boolean: append_boolean(other.booleans_[row] != 0); break;
      case Type::float64: append_double(other.doubles_[row]); break;
      case Type::text: append_text(other.text(row)); break;
      default: append_integer(other.integers_[row]);
    }
  }
}

}  // namespace slipstream::table
