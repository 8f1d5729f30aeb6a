#pragma once

#include <filesystem>

#include "base/result.hpp"

namespace slipstream::source {

/// A folder that is filled under another name beside its own, ".<name>.partial-<process>", and takes its own
/// when it is complete. Removed with everything in it if it does not come to that.
class WorkingFolder {
 public:
  /// Errors: already_exists (`target` is a file, or has something in it), permission, no_space, io.
  static Result<WorkingFolder> create(const std::filesystem::path& target);
  ~WorkingFolder();
  WorkingFolder(WorkingFolder&& other) noexcept;
  WorkingFolder& operator=(WorkingFolder&&) = delete;

  /// Where to write.
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Gives the folder its own name. Errors: already_exists, permission, io.
  Result<> publish();

 private:
  WorkingFolder(std::filesystem::path target, std::filesystem::path path);

  std::filesystem::path target_, path_;  // path_ is empty when there is nothing left to remove
};

}  // namespace slipstream::source
