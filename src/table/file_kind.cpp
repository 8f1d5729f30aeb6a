#include "table/file_kind.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <string_view>

namespace slipstream::table {

Result<FileKind> kind_of_file(const std::filesystem::path& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status))
    return fail_at(path.string(), ErrorCode::not_found, "there is no such file");
  if (std::filesystem::is_directory(status)) {
    return fail_at(path.string(), ErrorCode::invalid_argument,
                   "this is a folder; name a Parquet or CSV file in it");
  }
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return fail_at(path.string(), ErrorCode::permission, "cannot be opened: {}", std::strerror(errno));
  std::array<char, 4> head{};
  file.read(head.data(), head.size());
  const std::string_view magic{head.data(), static_cast<std::size_t>(file.gcount())};
  if (magic.empty()) return fail_at(path.string(), ErrorCode::invalid_input, "the file is empty");
  if (magic == "PAR1") return FileKind::parquet;
  if (path.extension() == ".parquet" || path.extension() == ".pq") {
    return fail_at(path.string(), ErrorCode::invalid_input,
                   "this is no Parquet file: it does not begin with PAR1; if it is CSV, name it .csv");
  }
  if (magic == "\x28\xb5\x2f\xfd") {
    return fail_at(path.string(), ErrorCode::unsupported,
                   "this is compressed with zstd: unpack it, or use gzip");
  }
  return FileKind::csv;
}

}  // namespace slipstream::table
