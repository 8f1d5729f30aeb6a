#include "library/file_error.hpp"

#include <cerrno>
#include <system_error>

namespace slipstream::library {
namespace {

ErrorCode code_of(int number) {
  switch (number) {
    case EACCES:
    case EPERM:
    case EROFS: return ErrorCode::permission;
    case ENOSPC:
    case EDQUOT: return ErrorCode::no_space;
    case ENOENT: return ErrorCode::not_found;
    default: return ErrorCode::io;
  }
}

}  // namespace

std::unexpected<Error> file_error(int number, std::string_view what, const std::filesystem::path& path,
                                  std::string_view remedy) {
  return fail(code_of(number), "{} {}: {}{}{}", what, path.string(), std::generic_category().message(number),
              remedy.empty() ? "" : "; ", remedy);
}

}  // namespace slipstream::library
