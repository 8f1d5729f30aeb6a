#include "library/durable_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <vector>

#include "base/file_error.hpp"

namespace slipstream::library {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 18;

/// A file descriptor that closes itself.
class File {
 public:
  File(const std::filesystem::path& path, int flags) : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0644)) {}
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] bool ok() const { return fd_ >= 0; }
  [[nodiscard]] int fd() const { return fd_; }

 private:
  int fd_;
};

/// Returns 0, or the errno of the write that failed.
int write_all(int fd, const char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t written = ::write(fd, bytes, size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes += written;
    size -= static_cast<std::size_t>(written);
  }
  return 0;
}

/// fsync, where the file can be synced at all (a device cannot).
bool sync(int fd) { return ::fsync(fd) == 0 || errno == EINVAL; }

}  // namespace

Result<> copy_durably(const std::filesystem::path& from, const std::filesystem::path& to,
                      const Copied& copied, const std::stop_token& stop) {
  const File in{from, O_RDONLY};
  if (!in.ok()) return file_error(errno, "cannot read", from);
  const File out{to, O_WRONLY | O_CREAT};
  if (!out.ok()) return file_error(errno, "cannot write", to);
  std::vector<char> chunk(kChunk);
  while (true) {
    if (stop.stop_requested()) return fail(ErrorCode::interrupted, "stopped while copying {}", from.string());
    const ssize_t size = ::read(in.fd(), chunk.data(), chunk.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return file_error(errno, "cannot read", from);
    if (size == 0) break;
    if (const int failed = write_all(out.fd(), chunk.data(), static_cast<std::size_t>(size)); failed != 0) {
      return file_error(failed, "cannot write", to);
    }
    if (copied) copied(static_cast<std::uint64_t>(size));
  }
  if (!sync(out.fd())) return file_error(errno, "cannot write", to);
  return {};
}

Result<> write_durably(const std::filesystem::path& file, std::string_view text) {
  const File out{file, O_WRONLY | O_CREAT | O_TRUNC};
  if (!out.ok()) return file_error(errno, "cannot write", file);
  if (const int failed = write_all(out.fd(), text.data(), text.size()); failed != 0) {
    return file_error(failed, "cannot write", file);
  }
  if (!sync(out.fd())) return file_error(errno, "cannot write", file);
  return {};
}

Result<> sync_directory(const std::filesystem::path& directory) {
  const File names{directory, O_RDONLY | O_DIRECTORY};
  if (!names.ok() || !sync(names.fd())) return file_error(errno, "cannot write", directory);
  return {};
}

Result<bool> same_content(const std::filesystem::path& one, const std::filesystem::path& other) {
  std::ifstream left{one, std::ios::binary};
  if (!left) return file_error(errno, "cannot read", one);
  std::ifstream right{other, std::ios::binary};
  if (!right) return file_error(errno, "cannot read", other);
  std::vector<char> a(kChunk), b(kChunk);
  while (true) {
    left.read(a.data(), static_cast<std::streamsize>(a.size()));
    right.read(b.data(), static_cast<std::streamsize>(b.size()));
    if (left.gcount() != right.gcount()) return false;
    if (!std::equal(a.begin(), a.begin() + left.gcount(), b.begin())) return false;
    if (left.gcount() == 0) return true;
  }
}

}  // namespace slipstream::library
