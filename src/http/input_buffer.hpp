#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace slipstream::http {

/// Bytes received and not yet understood: contiguous, growing on demand up to a bound.
class InputBuffer {
 public:
  explicit InputBuffer(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  [[nodiscard]] bool empty() const { return begin_ == end_; }
  [[nodiscard]] std::string_view unread() const { return {bytes_.data() + begin_, end_ - begin_}; }

  void consume(std::size_t count) {
    begin_ += count;
    if (begin_ == end_) begin_ = end_ = 0;
  }

  /// Where to receive; empty if the bound is reached and nothing was consumed.
  [[nodiscard]] std::span<char> room() {
    if (was_filled_ || bytes_.empty()) grow();
    if (end_ == bytes_.size() && begin_ > 0) {
      std::copy(bytes_.begin() + static_cast<std::ptrdiff_t>(begin_), bytes_.end(), bytes_.begin());
      end_ -= begin_;
      begin_ = 0;
    }
    return std::span{bytes_}.subspan(end_);
  }

  void commit(std::size_t count) {
    end_ += count;
    was_filled_ = end_ == bytes_.size();
  }

 private:
  static constexpr std::size_t kFirstBytes = 4096;  // an ordinary request; idle connections are many

  void grow() {
    bytes_.resize(std::min(max_bytes_, std::max(kFirstBytes, 2 * bytes_.size())));
    was_filled_ = false;
  }

  const std::size_t max_bytes_;
  std::vector<char> bytes_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool was_filled_ = false;
};

}  // namespace slipstream::http
