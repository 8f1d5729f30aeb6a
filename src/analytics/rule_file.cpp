#include "analytics/rule_file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "base/file_error.hpp"

namespace slipstream::analytics {

std::optional<RuleFile::Version> RuleFile::version() const {
  std::error_code error;
  Version found;
  found.changed = std::filesystem::last_write_time(path_, error);
  if (error) return std::nullopt;
  found.size = std::filesystem::file_size(path_, error);
  return error ? std::nullopt : std::optional{found};
}

Result<RuleSetPtr> RuleFile::read() {
  errno = 0;
  std::ifstream file(path_);
  if (!file) {
    const int reason = errno;
    return fail_at(path_.string(), code_of_errno(reason), "cannot read the rules: {}", std::strerror(reason));
  }
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  auto rules = load_rules(text, path_.string());
  if (!rules) return propagate(rules);
  if (adjust_) adjust_(*rules);
  return std::make_shared<const RuleSet>(std::move(*rules));
}

Result<RuleFile> RuleFile::open(std::filesystem::path path, AdjustRules adjust) {
  RuleFile file(std::move(path), std::move(adjust));
  file.read_ = file.version();
  auto rules = file.read();
  if (!rules) return propagate(rules);
  file.rules_ = std::move(*rules);
  return file;
}

Result<RuleSetPtr> RuleFile::refresh() {
  const auto now = version();
  if (now == read_) return RuleSetPtr{};
  read_ = now;
  auto rules = read();
  if (rules) rules_ = *rules;
  return rules;
}

}  // namespace slipstream::analytics
