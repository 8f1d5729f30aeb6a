#pragma once

namespace slipstream::cli {

/// The program: parses the command line, loads the configuration, runs the command. Returns the exit code.
int run(int argc, char** argv);

}  // namespace slipstream::cli
