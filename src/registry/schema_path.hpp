#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace slipstream::registry {

/// While it lives, `path` is a step deeper: "laps" becomes "laps.time" or, for steps like "[]", "{}" and
/// "/items" that begin with their own separator, "laps[]".
class PathStep {
 public:
  PathStep(std::string& path, std::string_view step) : path_(&path), size_(path.size()) {
    if (!path.empty() && step.find_first_of("[{/") != 0) path += '.';
    path += step;
  }
  PathStep(const PathStep&) = delete;
  PathStep& operator=(const PathStep&) = delete;
  ~PathStep() { path_->resize(size_); }

 private:
  std::string* path_;
  std::size_t size_;
};

/// "laps.time: message"; at the outermost place the message alone.
[[nodiscard]] inline std::string with_path(std::string_view path, std::string_view message) {
  return path.empty() ? std::string{message} : fmt::format("{}: {}", path, message);
}

/// invalid_input with the path in front of the message.
template <class... Args>
[[nodiscard]] std::unexpected<Error> fail_in_schema(std::string_view path, fmt::format_string<Args...> format,
                                                    Args&&... args) {
  return fail(ErrorCode::invalid_input, "{}",
              with_path(path, fmt::format(format, std::forward<Args>(args)...)));
}

}  // namespace slipstream::registry
