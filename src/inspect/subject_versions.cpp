#include "inspect/subject_versions.hpp"

namespace slipstream::inspect {
namespace {

using namespace std::chrono_literals;

constexpr auto kFresh = 5s;
/// A registry that is away takes seconds to say so.
constexpr auto kAfterFailure = 30s;

}  // namespace

const registry::Version* SubjectVersions::find(const std::string& subject) {
  const auto now = Clock::now();
  if (now >= ask_again_) refresh(now);
  const auto known = versions_.find(subject);
  if (known == versions_.end()) return nullptr;
  if (!known->second) {
    auto latest = schemas_.latest(subject);
    if (!latest) {
      // What fails for one may take as long for the next.
      versions_.clear();
      ask_again_ = now + kAfterFailure;
      return nullptr;
    }
    known->second = std::move(*latest);
  }
  return &*known->second;
}

void SubjectVersions::refresh(Clock::time_point now) {
  versions_.clear();
  auto subjects = schemas_.subjects();
  ask_again_ = now + (subjects ? kFresh : kAfterFailure);
  if (!subjects) return;
  for (std::string& subject : *subjects) versions_.emplace(std::move(subject), std::nullopt);
}

}  // namespace slipstream::inspect
