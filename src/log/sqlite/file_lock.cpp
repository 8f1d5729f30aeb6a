#include "log/sqlite/file_lock.hpp"

#include <cerrno>
#include <string>

#include <fcntl.h>
#include <unistd.h>

#include "base/file_error.hpp"

namespace slipstream::log::sqlite {
namespace {

std::string holder_pid(int descriptor) {
  char text[32];
  const ssize_t size = pread(descriptor, text, sizeof text, 0);
  if (size <= 0) return "unknown";
  return std::string(text, static_cast<std::size_t>(size));
}

/// Of the whole file. Unlike flock it can be asked about without being taken, and unlike POSIX's own locks it
/// belongs to the open descriptor, not to the process.
struct flock whole_file() {
  struct flock lock{};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  return lock;
}

std::filesystem::path lock_folder(const std::filesystem::path& file) {
  std::filesystem::path folder = file;
  folder += ".locks";
  return folder;
}

}  // namespace

Result<FileLock> FileLock::acquire(const std::filesystem::path& file, std::string_view holding) {
  std::error_code failed;
  std::filesystem::create_directory(file.parent_path(), failed);
  if (failed) return file_error(failed.value(), "cannot make", file.parent_path());
  const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) return file_error(errno, "cannot open", file);
  FileLock lock{descriptor};
  struct flock whole = whole_file();
  if (fcntl(descriptor, F_OFD_SETLK, &whole) != 0) {
    if (errno != EAGAIN && errno != EACCES) return file_error(errno, "cannot lock", file);
    return fail(ErrorCode::conflict, "{} process {}", holding, holder_pid(descriptor));
  }
  const std::string pid = std::to_string(getpid());
  // The pid only helps people; on a full disk the lock counts without it.
  if (ftruncate(descriptor, 0) == 0) {
    [[maybe_unused]] const ssize_t written = pwrite(descriptor, pid.data(), pid.size(), 0);
  }
  return lock;
}

Result<bool> FileLock::is_held(const std::filesystem::path& file) {
  const int descriptor = open(file.c_str(), O_RDWR | O_CLOEXEC);
  if (descriptor < 0 && errno == ENOENT) return false;
  if (descriptor < 0) return file_error(errno, "cannot open", file);
  const FileLock closes{descriptor};
  struct flock whole = whole_file();
  if (fcntl(descriptor, F_OFD_GETLK, &whole) != 0)
    return file_error(errno, "cannot look at the lock of", file);
  return whole.l_type != F_UNLCK;
}

void FileLock::release() {
  if (descriptor_ >= 0) close(descriptor_);
  descriptor_ = -1;
}

std::filesystem::path writer_lock_file(const std::filesystem::path& file) {
  return lock_folder(file) / "writer";
}

std::filesystem::path group_lock_file(const std::filesystem::path& file, std::string_view group) {
  std::string name = "group-";
  for (const char letter : group) {
    const auto byte = static_cast<unsigned char>(letter);
    if (std::isalnum(byte) != 0 || letter == '-' || letter == '_' || letter == '.')
      name += letter;
    else
      name += fmt::format("%{:02x}", byte);
  }
  return lock_folder(file) / name;
}

}  // namespace slipstream::log::sqlite
