#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "analytics/rule.hpp"

namespace slipstream::analytics {

/// Carries out on rules what does not stand in their file: the program's configuration.
using AdjustRules = std::function<void(RuleSet&)>;

/// A rule file that is read again when it changes. One thread.
class RuleFile {
 public:
  /// Errors: not_found, permission, io; invalid_input with the line.
  static Result<RuleFile> open(std::filesystem::path path, AdjustRules adjust = {});

  [[nodiscard]] const RuleSetPtr& rules() const { return rules_; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// Looks at the file's time of change and size. The new rules if it changed; nullptr if not. Errors: as
  /// open(); the old rules stay, and the error is not reported again until the file changes again.
  Result<RuleSetPtr> refresh();

 private:
  struct Version {
    std::filesystem::file_time_type changed;
    std::uintmax_t size = 0;
    friend bool operator==(const Version&, const Version&) = default;
  };
  RuleFile(std::filesystem::path path, AdjustRules adjust)
      : path_(std::move(path)), adjust_(std::move(adjust)) {}
  [[nodiscard]] std::optional<Version> version() const;
  Result<RuleSetPtr> read();

  std::filesystem::path path_;
  AdjustRules adjust_;
  std::optional<Version> read_;  // what was read last, be it good or bad; nullopt: it was not there
  RuleSetPtr rules_;
};

}  // namespace slipstream::analytics
