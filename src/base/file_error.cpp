#include "base/file_error.hpp"

#include <cerrno>
#include <system_error>

namespace slipstream::base {

ErrorCode code_of_errno(int number) {
  switch (number) {
    case EACCES:
    case EPERM:
    case EROFS: return ErrorCode::permission;
    case ENOSPC:
    case EDQUOT: return ErrorCode::no_space;
    case ENOENT: return ErrorCode::not_found;
    case EEXIST:
    case ENOTEMPTY: return ErrorCode::already_exists;
    default: return ErrorCode::io;
  }
}

std::unexpected<Error> file_error(int number, std::string_view what, const std::filesystem::path& path,
                                  std::string_view remedy) {
  return fail(code_of_errno(number), "{} {}: {}{}{}", what, path.string(),
              std::generic_category().message(number), remedy.empty() ? "" : "; ", remedy);
}

}  // namespace slipstream::base
