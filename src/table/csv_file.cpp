#include "table/csv_file.hpp"

#include <utility>

#include <zlib.h>

namespace slipstream::table {

Result<CsvFile> CsvFile::open(const std::filesystem::path& path) {
  constexpr unsigned kBufferBytes = 256 * 1024;
  gzFile file = gzopen(path.c_str(), "rb");  // reads what is not gzip as it is
  if (file == nullptr) return fail_at(path.string(), ErrorCode::io, "cannot be opened");
  gzbuffer(file, kBufferBytes);
  return CsvFile(file, path);
}

CsvFile::CsvFile(CsvFile&& other) noexcept
    : file_(std::exchange(other.file_, nullptr)), path_(std::move(other.path_)) {}

CsvFile& CsvFile::operator=(CsvFile&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(path_, other.path_);
  return *this;
}

CsvFile::~CsvFile() {
  if (file_ != nullptr) gzclose_r(file_);
}

Result<bool> CsvFile::append_to(std::string& text, std::size_t bytes) {
  const std::size_t begin = text.size();
  int got = 0;
  text.resize_and_overwrite(begin + bytes, [&](char* data, std::size_t) {
    got = gzread(file_, data + begin, static_cast<unsigned>(bytes));
    return begin + static_cast<std::size_t>(got > 0 ? got : 0);
  });
  int error = Z_OK;
  const char* why = gzerror(file_, &error);
  if (got < 0 || error == Z_BUF_ERROR) {
    return fail_at(path_.string(), ErrorCode::invalid_input,
                   "the gzip file is damaged or cut off: copy it again ({})",
                   error == Z_BUF_ERROR ? "unexpected end" : why);
  }
  return got > 0;
}

}  // namespace slipstream::table
