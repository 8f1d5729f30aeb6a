#pragma once

#include "cli/command.hpp"
#include "cli/play_options.hpp"

namespace slipstream::cli {

/// Replays onto the log only.
struct ProduceOptions {
  PlayOptions play;
  bool analyse = false;  ///< run the processors in this process too
};
Result<> produce(const Context& context, const ProduceOptions& options);

}  // namespace slipstream::cli
