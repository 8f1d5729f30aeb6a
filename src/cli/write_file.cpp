#include "cli/write_file.hpp"

#include <cerrno>
#include <fstream>

#include <unistd.h>

#include "base/file_error.hpp"

namespace slipstream::cli {
namespace {

Result<> write_bytes(const std::filesystem::path& shown, const std::filesystem::path& path,
                     std::string_view bytes) {
  errno = 0;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (file) return {};
  return file_error(errno != 0 ? errno : EIO, "cannot write", shown, "choose another place with -o");
}

}  // namespace

Result<> write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (std::filesystem::is_directory(status)) {
    return fail_at(path.string(), ErrorCode::invalid_argument, "this is a folder: name a file in it");
  }
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    return write_bytes(path, path, bytes);
  }
  std::filesystem::path temporary = path;
  temporary.replace_filename(fmt::format(".{}.{}", path.filename().string(), ::getpid()));
  auto written = write_bytes(path, temporary, bytes);
  if (written) {
    std::filesystem::rename(temporary, path, error);
    if (!error) return {};
    written = file_error(error.value(), "cannot write", path);
  }
  std::filesystem::remove(temporary, error);
  return written;
}

}  // namespace slipstream::cli
