#include "table/column.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "table/huge_pages.hpp"

namespace slipstream::table {
namespace {

template <class Values>
void reserve_large(Values& values, std::size_t count) {
  if (count <= values.capacity()) return;
  values.reserve(count);
  prefer_huge_pages(values.data(), values.capacity() * sizeof(values[0]));
}

}  // namespace

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
    case Type::boolean: return reserve_large(booleans_, rows);
    case Type::float64: return reserve_large(doubles_, rows);
    case Type::text:
      reserve_large(offsets_, rows + 1);
      if (size_ > 0) reserve_large(text_, text_.size() / size_ * rows);
      return;
    default: return reserve_large(integers_, rows);
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

void Column::grow_marked(std::size_t count, const std::uint64_t* present) {
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
  const auto append_part = [&](auto& to, const auto& from) {
    to.insert(to.end(), from.begin() + static_cast<std::ptrdiff_t>(begin),
              from.begin() + static_cast<std::ptrdiff_t>(end));
  };
  switch (type_) {
    case Type::boolean: append_part(booleans_, other.booleans_); break;
    case Type::float64: append_part(doubles_, other.doubles_); break;
    case Type::text: {
      const std::int64_t shift = static_cast<std::int64_t>(text_.size()) - other.offsets_[begin];
      text_.append(other.text_, static_cast<std::size_t>(other.offsets_[begin]),
                   static_cast<std::size_t>(other.offsets_[end] - other.offsets_[begin]));
      for (std::size_t row = begin; row < end; ++row) offsets_.push_back(other.offsets_[row + 1] + shift);
      break;
    }
    default: append_part(integers_, other.integers_);
  }
  const std::size_t first = size_;
  grow(end - begin);
  if (other.missing_ == 0) return;
  for (std::size_t row = begin; row < end; ++row) {
    if (!other.has(row)) mark_missing(first + row - begin);
  }
}

}  // namespace slipstream::table
