#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace slipstream::prepare {

/// A first-in first-out queue with random access whose memory is reused: no allocation once it has grown to
/// the most that was ever in it.
template <class T>
class Window {
 public:
  [[nodiscard]] bool empty() const { return head_ == items_.size(); }
  [[nodiscard]] std::size_t size() const { return items_.size() - head_; }
  [[nodiscard]] const T& operator[](std::size_t index) const { return items_[head_ + index]; }
  [[nodiscard]] T& operator[](std::size_t index) { return items_[head_ + index]; }
  [[nodiscard]] const T& front() const { return items_[head_]; }
  [[nodiscard]] T& front() { return items_[head_]; }
  [[nodiscard]] const T& back() const { return items_.back(); }
  [[nodiscard]] T& back() { return items_.back(); }

  void push_back(T item) { items_.push_back(std::move(item)); }
  void pop_front() {
    ++head_;
    if (head_ < kCompactAt) return;
    items_.erase(items_.begin(), items_.begin() + static_cast<std::ptrdiff_t>(head_));
    head_ = 0;
  }

 private:
  static constexpr std::size_t kCompactAt = 64;
  std::vector<T> items_;
  std::size_t head_ = 0;  // items_[head_] is the front
};

}  // namespace slipstream::prepare
