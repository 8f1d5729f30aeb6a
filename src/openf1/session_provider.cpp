#include "openf1/session_provider.hpp"

namespace slipstream::openf1 {

std::optional<SessionKeys> latest_session(const std::vector<SessionFacts>& sessions, UtcTime now) {
  constexpr std::chrono::minutes kSoon{1};
  const SessionFacts* latest = nullptr;
  for (const SessionFacts& session : sessions) {
    if (!session.date_start || *session.date_start > now + kSoon) continue;
    if (latest == nullptr || *session.date_start > *latest->date_start) latest = &session;
  }
  if (latest == nullptr) return std::nullopt;
  return latest->keys;
}

}  // namespace slipstream::openf1
