#include "source/archive_writer/output_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "base/file_error.hpp"

namespace slipstream::source {
namespace {

constexpr std::size_t kBuffer = std::size_t{64} << 10;

}  // namespace

std::unexpected<Error> output_error(int number, const std::filesystem::path& path) {
  return file_error(number, "cannot write", path);
}

Result<OutputFile> OutputFile::create(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor < 0) return output_error(errno, path);
  return OutputFile{path, descriptor};
}

OutputFile::OutputFile(std::filesystem::path path, int descriptor)
    : path_(std::move(path)), descriptor_(descriptor) {}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      buffer_(std::move(other.buffer_)) {}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<> OutputFile::append(std::string_view bytes) {
  buffer_ += bytes;
  return buffer_.size() < kBuffer ? Result<>{} : flush();
}

Result<> OutputFile::finish() {
  if (auto flushed = flush(); !flushed) return flushed;
  // Some file systems tell of a full disk only now.
  if (::close(std::exchange(descriptor_, -1)) != 0) return output_error(errno, path_);
  return {};
}

Result<> OutputFile::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return output_error(errno, path_);
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer_.clear();
  return {};
}

}  // namespace slipstream::source
