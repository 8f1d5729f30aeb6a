#include "table/new_file.hpp"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace slipstream::table {

Error file_failure(const std::filesystem::path& path, int number) {
  switch (number) {
    case ENOSPC:
    case EDQUOT:
      return {ErrorCode::no_space, "the disk is full: make room, or write elsewhere", path.string()};
    case EACCES:
    case EPERM:
    case EROFS:
      return {ErrorCode::permission, "cannot be written: choose a folder that is yours", path.string()};
    case ENOENT:
    case ENOTDIR: return {ErrorCode::not_found, "its folder does not exist: make it first", path.string()};
    default: return {ErrorCode::io, std::strerror(number), path.string()};
  }
}

Result<NewFile> NewFile::at(const std::filesystem::path& path) {
  static std::atomic<unsigned> made{0};
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (std::filesystem::is_directory(status)) {
    return fail_at(path.string(), ErrorCode::invalid_argument, "this is a folder: name a file in it");
  }
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
    return NewFile(path, path);
  const auto folder = path.parent_path().empty() ? std::filesystem::path{"."} : path.parent_path();
  if (!std::filesystem::is_directory(folder, error)) return std::unexpected(file_failure(path, ENOENT));
  if (::access(folder.c_str(), W_OK) != 0) return std::unexpected(file_failure(path, errno));
  const std::string name = fmt::format(".{}.{}-{}", path.filename().string(), ::getpid(), made++);
  return NewFile(path, folder / name);
}

NewFile::NewFile(NewFile&& other) noexcept
    : path_(std::move(other.path_)), temporary_(std::exchange(other.temporary_, {})) {}

NewFile::~NewFile() {
  if (!temporary_.empty() && temporary_ != path_) ::unlink(temporary_.c_str());
}

Result<> NewFile::commit() {
  if (temporary_ == path_) return {};
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) return std::unexpected(file_failure(path_, errno));
  temporary_.clear();
  return {};
}

Result<FileBytes> FileBytes::open(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor < 0) return std::unexpected(file_failure(path, errno));
  return FileBytes(descriptor, path);
}

FileBytes::FileBytes(FileBytes&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

FileBytes::~FileBytes() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<> FileBytes::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return std::unexpected(file_failure(path_, errno));
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<> FileBytes::close() {
  if (::close(std::exchange(descriptor_, -1)) != 0) return std::unexpected(file_failure(path_, errno));
  return {};
}

}  // namespace slipstream::table
