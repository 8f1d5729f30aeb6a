#include "net/partial_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <fstream>
#include <utility>

#include "base/file_error.hpp"

namespace slipstream::net {

PartialFile::PartialFile(std::filesystem::path file, std::string url, int descriptor)
    : file_(std::move(file)), url_(std::move(url)), descriptor_(descriptor) {}

PartialFile::PartialFile(PartialFile&& other) noexcept
    : file_(std::move(other.file_)),
      url_(std::move(other.url_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      committed_(other.committed_),
      size_(other.size_),
      total_(other.total_),
      validator_(std::move(other.validator_)) {}

PartialFile::~PartialFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  if (size_ > 0 || committed_) return;
  std::error_code ignored;  // nothing worth going on with
  std::filesystem::remove(beside(".part"), ignored);
  std::filesystem::remove(beside(".from"), ignored);
}

std::filesystem::path PartialFile::beside(const char* extension) const {
  std::filesystem::path path = file_;
  return path += extension;
}

Result<PartialFile> PartialFile::open(const std::filesystem::path& file, const std::string& url) {
  std::filesystem::path part = file;
  part += ".part";
  const int descriptor = ::open(part.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (descriptor < 0) return file_error(errno, "cannot write", part);
  PartialFile opened(file, url, descriptor);
  opened.take_up();
  return opened;
}

/// Three lines: the address, the validator, the size of the whole or nothing.
void PartialFile::take_up() {
  std::ifstream in{beside(".from")};
  std::string url, validator, total;
  if (!std::getline(in, url) || !std::getline(in, validator) || url != url_) return;
  std::getline(in, total);
  std::uint64_t number = 0;
  const char* end = total.data() + total.size();
  if (std::from_chars(total.data(), end, number).ptr == end && !total.empty()) total_ = number;
  validator_ = validator;
  struct stat status{};
  if (::fstat(descriptor_, &status) == 0) size_ = static_cast<std::uint64_t>(status.st_size);
}

Result<> PartialFile::restart(const HttpHead& head) {
  if (::ftruncate(descriptor_, 0) != 0) return file_error(errno, "cannot write", beside(".part"));
  size_ = 0;
  total_ = head.content_length;
  validator_ = head.validator();
  std::ofstream out{beside(".from")};
  out << url_ << '\n' << validator_ << '\n' << (total_ ? std::to_string(*total_) : "") << '\n';
  if (!out.flush()) return file_error(errno, "cannot write", beside(".from"));
  return {};
}

Result<> PartialFile::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return file_error(errno, "cannot write", beside(".part"));
    bytes.remove_prefix(static_cast<std::size_t>(written));
    size_ += static_cast<std::uint64_t>(written);
  }
  return {};
}

Result<> PartialFile::commit() {
  if (::fdatasync(descriptor_) != 0 && errno != EINVAL) {
    return file_error(errno, "cannot write", beside(".part"));
  }
  std::error_code error;
  std::filesystem::rename(beside(".part"), file_, error);
  if (error) return file_error(error.value(), "cannot make", file_);
  committed_ = true;
  std::filesystem::remove(beside(".from"), error);
  return {};
}

}  // namespace slipstream::net
