#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace slipstream::source {

/// A file that is written from its front, through a buffer. What is in the buffer when it is closed by its
/// destructor is lost: call finish().
class OutputFile {
 public:
  /// Makes the file, or empties it. Errors: permission, no_space, not_found, io.
  static Result<OutputFile> create(const std::filesystem::path& path);
  ~OutputFile();
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;

  /// Errors: no_space, io.
  Result<> append(std::string_view bytes);
  /// Writes what is buffered and closes the file. Errors: no_space, io.
  Result<> finish();

 private:
  OutputFile(std::filesystem::path path, int descriptor);
  Result<> flush();

  std::filesystem::path path_;
  int descriptor_;
  std::string buffer_;
};

/// "cannot write out/Index.json: No space left on device", with the code that fits `number`, an errno.
[[nodiscard]] std::unexpected<Error> output_error(int number, const std::filesystem::path& path);

}  // namespace slipstream::source
