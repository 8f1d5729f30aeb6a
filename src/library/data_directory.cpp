#include "library/data_directory.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "base/file_error.hpp"

namespace slipstream::library {
namespace {

constexpr const char* kRemedy = "choose another data directory with --data";

}  // namespace

std::filesystem::path default_data_directory(
    const std::function<std::optional<std::string>(const std::string&)>& lookup) {
  const auto xdg = lookup("XDG_DATA_HOME");
  // The XDG specification: a relative path there is to be ignored.
  if (xdg && std::filesystem::path{*xdg}.is_absolute()) return std::filesystem::path{*xdg} / "slipstream";
  const auto home = lookup("HOME");
  if (home && !home->empty()) return std::filesystem::path{*home} / ".local" / "share" / "slipstream";
  return ".slipstream";
}

Result<> prepare_data_directory(const std::filesystem::path& directory) {
  std::error_code error;
  if (std::filesystem::exists(directory, error) && !std::filesystem::is_directory(directory, error)) {
    return fail(ErrorCode::invalid_argument, "{} is a file, not a directory: {}", directory.string(),
                kRemedy);
  }
  std::filesystem::create_directories(directory, error);
  if (error) return file_error(error.value(), "cannot make the data directory", directory, kRemedy);
  // Access bits tell little (read-only mounts, containers): try.
  const std::filesystem::path probe = directory / (".writable-" + std::to_string(getpid()));
  const int file = open(probe.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  if (file < 0) return file_error(errno, "cannot write into the data directory", directory, kRemedy);
  close(file);
  std::filesystem::remove(probe, error);
  return {};
}

}  // namespace slipstream::library
