#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"

struct gzFile_s;  // NOLINT(readability-identifier-naming): zlib's own name

/// Private to this room: the bytes of a CSV file, plain or gzip, in blocks of whole records.
namespace slipstream::table {

class CsvFile {
 public:
  static Result<CsvFile> open(const std::filesystem::path& path);
  CsvFile(CsvFile&& other) noexcept;
  CsvFile& operator=(CsvFile&& other) noexcept;
  ~CsvFile();

  /// Reads until `text` holds at least `bytes` more than now, or everything. false at the end of the file.
  Result<bool> append_to(std::string& text, std::size_t bytes);

 private:
  CsvFile(gzFile_s* file, std::filesystem::path path) : file_(file), path_(std::move(path)) {}

  gzFile_s* file_;
  std::filesystem::path path_;
};

}  // namespace slipstream::table
