#include "source/open_archive.hpp"
#include "source/source.hpp"

namespace slipstream::source {

Result<std::unique_ptr<Source>> open_source(const std::filesystem::path& path, const Progress& progress,
                                            std::stop_token stop) {
  return open_archive(path, progress, stop);
}

}  // namespace slipstream::source
