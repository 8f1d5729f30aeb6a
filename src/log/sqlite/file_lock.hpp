#pragma once

#include <filesystem>
#include <string_view>
#include <utility>

#include "base/result.hpp"

namespace slipstream::log::sqlite {

/// An exclusive lock between processes (and within one), with the holder's pid in the file. The kernel
/// releases it when its process ends, however it ends.
class FileLock {
 public:
  /// `holding` says in the error what is taken: "the event log /x/events.db is written by".
  /// Errors: conflict (held; the message names the pid), permission, no_space, io.
  static Result<FileLock> acquire(const std::filesystem::path& file, std::string_view holding);

  /// Whether somebody holds it now, this process included. Errors: permission, io.
  static Result<bool> is_held(const std::filesystem::path& file);

  FileLock() = default;
  ~FileLock() { release(); }
  FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileLock& operator=(FileLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  void release();

  int descriptor_ = -1;
};

/// Where the locks of the log `file` are kept: a folder beside it.
[[nodiscard]] std::filesystem::path writer_lock_file(const std::filesystem::path& file);
[[nodiscard]] std::filesystem::path group_lock_file(const std::filesystem::path& file,
                                                    std::string_view group);

}  // namespace slipstream::log::sqlite
