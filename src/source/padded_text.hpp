#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace slipstream::source {

/// As many bytes behind a text may be read (not understood) by the JSON parser.
inline constexpr std::size_t kPadding = 64;

/// A view whose end is followed by at least kPadding readable bytes.
struct PaddedText {
  std::string_view text;

  [[nodiscard]] PaddedText suffix(std::size_t from) const { return {text.substr(from)}; }
};

/// Text that owns its padding. Views into it stay valid when it is moved.
class TextBuffer {
 public:
  TextBuffer() = default;
  explicit TextBuffer(std::string_view text);
  TextBuffer(TextBuffer&&) noexcept = default;
  TextBuffer& operator=(TextBuffer&&) noexcept = default;

  /// Reads a whole file. Errors: not_found, permission, io, invalid_input (more than 2 GiB).
  static Result<TextBuffer> read(const std::filesystem::path& path);
  /// Reads at most `limit` bytes from the front of a file.
  static Result<TextBuffer> read(const std::filesystem::path& path, std::size_t limit);

  [[nodiscard]] std::string_view text() const { return {bytes_.get(), size_}; }
  [[nodiscard]] PaddedText padded() const { return {text()}; }

 private:
  explicit TextBuffer(std::size_t size);

  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
};

}  // namespace slipstream::source
