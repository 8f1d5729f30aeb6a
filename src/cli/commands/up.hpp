#pragma once

#include "cli/command.hpp"
#include "cli/play_options.hpp"

namespace slipstream::cli {

/// Everything in one process: replay, analyse, serve; after the end it goes on serving until stopped.
struct UpOptions {
  PlayOptions play;
};
/// Errors: what cannot be used or opened; interrupted after a clean stop, which is how it normally ends.
Result<> up(const Context& context, const UpOptions& options);

}  // namespace slipstream::cli
