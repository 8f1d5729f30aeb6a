#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string_view>

namespace slipstream::base {

/// A short text held inline, so that a record of one costs no allocation. Longer texts are cut to N bytes.
template <std::size_t N>
class FixedString {
  static_assert(N < 256);

 public:
  constexpr FixedString() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): a text is a text
  constexpr FixedString(std::string_view text) {
    size_ = static_cast<std::uint8_t>(text.size() < N ? text.size() : N);
    for (std::size_t i = 0; i < size_; ++i) bytes_[i] = text[i];
  }
  constexpr FixedString(const char* text) : FixedString(std::string_view{text}) {}  // NOLINT

  [[nodiscard]] constexpr std::string_view view() const { return {bytes_.data(), size_}; }
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
  constexpr operator std::string_view() const { return view(); }  // NOLINT

  friend constexpr bool operator==(const FixedString& a, const FixedString& b) {
    return a.view() == b.view();
  }
  friend constexpr auto operator<=>(const FixedString& a, const FixedString& b) {
    return a.view() <=> b.view();
  }

 private:
  std::array<char, N> bytes_{};
  std::uint8_t size_ = 0;
};

}  // namespace slipstream::base

template <std::size_t N>
struct std::hash<slipstream::base::FixedString<N>> {
  std::size_t operator()(const slipstream::base::FixedString<N>& text) const noexcept {
    return std::hash<std::string_view>{}(text.view());
  }
};
