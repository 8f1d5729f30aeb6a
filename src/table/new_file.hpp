#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.hpp"

/// Private to this room: a file that appears under its name when it is complete.
namespace slipstream::table {

/// The path to write to, and the way to its name. Removes what is left if `commit` was not reached.
class NewFile {
 public:
  /// Fails if the folder does not exist or the name is a folder's.
  static Result<NewFile> at(const std::filesystem::path& path);
  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&&) = delete;
  ~NewFile();

  /// A name beside the final one; the final one itself if that exists and is no regular file.
  [[nodiscard]] const std::filesystem::path& temporary() const { return temporary_; }
  /// Gives it its name. The bytes must have been written.
  Result<> commit();

 private:
  NewFile(std::filesystem::path path, std::filesystem::path temporary)
      : path_(std::move(path)), temporary_(std::move(temporary)) {}

  std::filesystem::path path_;
  std::filesystem::path temporary_;  ///< empty once nothing is to be removed
};

/// Writes bytes to a file descriptor that it owns. Used by one thread.
class FileBytes {
 public:
  static Result<FileBytes> open(const std::filesystem::path& path);
  FileBytes(FileBytes&& other) noexcept;
  FileBytes& operator=(FileBytes&&) = delete;
  ~FileBytes();

  Result<> write(std::string_view bytes);
  /// Reports what only closing finds out.
  Result<> close();

 private:
  FileBytes(int descriptor, std::filesystem::path path) : descriptor_(descriptor), path_(std::move(path)) {}

  int descriptor_;
  std::filesystem::path path_;
};

/// A failed system call as an error with its remedy; `number` is errno.
[[nodiscard]] Error file_failure(const std::filesystem::path& path, int number);

}  // namespace slipstream::table
