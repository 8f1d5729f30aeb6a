#include "prepare/race_control_reducer.hpp"

namespace slipstream::prepare {

std::vector<domain::CarNumber> RaceControlReducer::apply(const source::RaceControlMessages& messages,
                                                         MessageSink& sink) {
  std::vector<domain::CarNumber> concerned;
  for (const auto& [index, entry] : messages.messages.items) {
    if (index < seen_) continue;
    seen_ = index + 1;
    sink.add(entry.message, entry.utc);
    if (const auto car = deleted_.apply(entry.message.message)) concerned.push_back(*car);
  }
  return concerned;
}

}  // namespace slipstream::prepare
