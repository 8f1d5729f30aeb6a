#include "cli/command_line.hpp"

int main(int argc, char** argv) { return slipstream::cli::run(argc, argv); }
