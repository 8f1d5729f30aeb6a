#include "source/archive_writer/working_folder.hpp"

#include <unistd.h>

#include <system_error>
#include <utility>

#include "source/archive_writer/output_file.hpp"

namespace slipstream::source {
namespace {

namespace fs = std::filesystem;

/// Where the target is, without symbolic links and without a slash at its end.
Result<fs::path> resolve_target(const fs::path& target) {
  std::error_code error;
  fs::path resolved = fs::weakly_canonical(fs::absolute(target, error), error);
  if (error) return output_error(error.value(), target);
  return resolved.has_filename() ? resolved : resolved.parent_path();
}

Result<> check_free(const fs::path& target) {
  std::error_code error;
  if (!fs::exists(target, error)) return error ? output_error(error.value(), target) : Result<>{};
  if (fs::is_directory(target, error) && fs::is_empty(target, error)) return {};
  if (error) return output_error(error.value(), target);
  return fail(ErrorCode::already_exists, "{} exists and is no empty folder; choose another one",
              target.string());
}

}  // namespace

Result<WorkingFolder> WorkingFolder::create(const fs::path& target) {
  auto resolved = resolve_target(target);
  if (!resolved) return propagate(resolved);
  if (auto free = check_free(*resolved); !free) return propagate(free);
  std::error_code error;
  fs::create_directories(resolved->parent_path(), error);
  if (error) return output_error(error.value(), target);

  const std::string name = fmt::format(".{}.partial-{}", resolved->filename().string(), ::getpid());
  // One that a process of our number left behind is not ours to touch.
  for (int attempt = 0;; ++attempt) {
    const std::string suffix = attempt == 0 ? std::string{} : fmt::format("-{}", attempt);
    const fs::path path = resolved->parent_path() / (name + suffix);
    if (fs::create_directory(path, error)) return WorkingFolder{*resolved, path};
    if (error) return output_error(error.value(), target);
  }
}

WorkingFolder::WorkingFolder(fs::path target, fs::path path)
    : target_(std::move(target)), path_(std::move(path)) {}

WorkingFolder::WorkingFolder(WorkingFolder&& other) noexcept
    : target_(std::move(other.target_)), path_(std::exchange(other.path_, {})) {}

WorkingFolder::~WorkingFolder() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

Result<> WorkingFolder::publish() {
  std::error_code error;
  fs::rename(path_, target_, error);
  if (error) return output_error(error.value(), target_);
  path_.clear();
  return {};
}

}  // namespace slipstream::source
