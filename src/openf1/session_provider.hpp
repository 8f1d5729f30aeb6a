#pragma once

#include <memory>
#include <vector>

#include "base/result.hpp"
#include "openf1/session.hpp"
#include "openf1/session_facts.hpp"

namespace slipstream::openf1 {

/// What a question may cost the thread that asks it.
enum class Effort {
  any,
  small,  ///< for a thread that serves others meanwhile: nothing is read, nothing waited for
};

/// The sessions that can be asked about. Any thread. Errors of both: also unavailable (it takes more than a
/// small effort).
class SessionProvider {
 public:
  virtual ~SessionProvider() = default;
  /// In any order. Errors: io, permission.
  virtual Result<std::shared_ptr<const std::vector<SessionFacts>>> sessions(Effort effort) = 0;
  /// Reads the session where that has not been done yet. Errors: as source::open_source.
  virtual Result<std::shared_ptr<const Session>> open(const SessionFacts& facts, Effort effort) = 0;
};

/// What "latest" means: the session that began last, or will within a minute, by the calendar. nullopt if
/// there is none.
[[nodiscard]] std::optional<SessionKeys> latest_session(const std::vector<SessionFacts>& sessions,
                                                        UtcTime now);

}  // namespace slipstream::openf1
