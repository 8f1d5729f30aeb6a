#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "prepare/deleted_laps.hpp"
#include "prepare/message_sink.hpp"
#include "source/feed_event.hpp"

namespace slipstream::prepare {

/// Race control's messages, each once, and which laps they deleted. Not for several threads.
class RaceControlReducer {
 public:
  /// The cars whose laps were deleted or reinstated.
  std::vector<domain::CarNumber> apply(const source::RaceControlMessages& messages, MessageSink& sink);
  [[nodiscard]] const DeletedLaps& deleted() const { return deleted_; }

 private:
  std::size_t seen_ = 0;  // messages with a lower index were emitted: a list may be sent again as a whole
  DeletedLaps deleted_;
};

}  // namespace slipstream::prepare
