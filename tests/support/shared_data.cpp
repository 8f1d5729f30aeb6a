#include "support/shared_data.hpp"

#include <cstdlib>
#include <string_view>

namespace slipstream::testing {

std::optional<std::filesystem::path> shared_data() {
  const char* named = std::getenv("SLIPSTREAM_SHARED");
  const std::filesystem::path folder =
      named != nullptr ? std::filesystem::path{named}
                       : std::filesystem::path{SLIPSTREAM_SOURCE_DIR}.parent_path() / "shared";
  if (!std::filesystem::is_directory(folder / "data")) return std::nullopt;
  return folder;
}

bool shared_data_is_required() {
  const char* ci = std::getenv("CI");
  return ci != nullptr && std::string_view{ci} == "true";
}

}  // namespace slipstream::testing
