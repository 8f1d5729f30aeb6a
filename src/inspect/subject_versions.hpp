#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "registry/schemas.hpp"

namespace slipstream::inspect {

/// The newest versions of the subjects of a registry, wherever it is; asks again every few seconds, less
/// often where it does not answer. One thread at a time.
class SubjectVersions {
 public:
  /// `schemas` must outlive it.
  explicit SubjectVersions(registry::Schemas& schemas) : schemas_(schemas) {}

  /// nullptr: there is no such subject, or the registry does not answer. Valid until the next call.
  const registry::Version* find(const std::string& subject);

 private:
  using Clock = std::chrono::steady_clock;
  void refresh(Clock::time_point now);

  registry::Schemas& schemas_;
  std::map<std::string, std::optional<registry::Version>, std::less<>> versions_;  // nullopt: not asked yet
  Clock::time_point ask_again_{};
};

}  // namespace slipstream::inspect
