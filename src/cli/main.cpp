#include "cli/run.hpp"

int main(int argc, char** argv) { return slipstream::cli::run(argc, argv); }
