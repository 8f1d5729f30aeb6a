#pragma once

#include <array>
#include <memory>
#include <stop_token>

#include "base/result.hpp"
#include "openf1/collection.hpp"
#include "openf1/rows.hpp"
#include "source/source.hpp"

namespace slipstream::openf1 {

/// All documents that live timing makes of one session. Immutable: any thread.
class Session {
 public:
  /// Reads `source` to its end. It should have been opened with Samples::verbatim. Its dates are those of the
  /// source's zero; without telemetry, and so without zero, of the race-control message that came soonest
  /// after it was written. Errors: io.
  static Result<std::shared_ptr<const Session>> read(source::Source& source, SessionKeys keys);

  /// nullptr for collections that are not made from live timing, and those that the source has nothing of.
  [[nodiscard]] const Rows* rows(Collection collection) const {
    return rows_[static_cast<std::size_t>(collection)].get();
  }

 private:
  friend class SessionReader;
  std::array<std::unique_ptr<const Rows>, kCollections> rows_;
};

}  // namespace slipstream::openf1
