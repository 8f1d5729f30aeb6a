#include "source/padded_text.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file_error.hpp"

namespace slipstream::source {
namespace {

constexpr std::size_t kLargestFile = std::size_t{2} << 30;

/// An open file descriptor, closed at the end of its scope.
class File {
 public:
  explicit File(const std::filesystem::path& path) : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] int fd() const { return fd_; }

 private:
  int fd_;
};

std::unexpected<Error> failed(const std::filesystem::path& path, int error) {
  return fail_at(path.string(), code_of_errno(error), "cannot read: {}", std::strerror(error));
}

/// Fills `bytes` from the front of the file. Returns how many there were, or -1 with errno.
ssize_t read_fully(int fd, char* bytes, std::size_t size) {
  std::size_t have = 0;
  while (have < size) {
    const ssize_t got = ::read(fd, bytes + have, size - have);
    if (got == 0) break;
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return -1;
    have += static_cast<std::size_t>(got);
  }
  return static_cast<ssize_t>(have);
}

}  // namespace

TextBuffer::TextBuffer(std::size_t size)
    : bytes_(std::make_unique_for_overwrite<char[]>(size + kPadding)), size_(size) {
  std::memset(bytes_.get() + size, 0, kPadding);
}

TextBuffer::TextBuffer(std::string_view text) : TextBuffer(text.size()) {
  std::ranges::copy(text, bytes_.get());
}

Result<TextBuffer> TextBuffer::read(const std::filesystem::path& path, std::size_t limit) {
  const File file(path);
  struct stat info{};
  if (file.fd() < 0 || ::fstat(file.fd(), &info) != 0) return failed(path, errno);
  if (!S_ISREG(info.st_mode)) return failed(path, EINVAL);
  TextBuffer buffer(std::min(static_cast<std::size_t>(info.st_size), limit));
  const ssize_t got = read_fully(file.fd(), buffer.bytes_.get(), buffer.size_);
  if (got < 0) return failed(path, errno);
  buffer.size_ = static_cast<std::size_t>(got);
  std::memset(buffer.bytes_.get() + buffer.size_, 0, kPadding);
  return buffer;
}

Result<TextBuffer> TextBuffer::read(const std::filesystem::path& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error) return failed(path, error.value());
  if (size > kLargestFile) {
    return fail_at(path.string(), ErrorCode::invalid_input, "too large: {} MiB, at most {} are read",
                   size >> 20, kLargestFile >> 20);
  }
  return read(path, kLargestFile);
}

}  // namespace slipstream::source
