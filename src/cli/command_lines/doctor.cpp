#include "cli/commands/doctor.hpp"
#include "cli/command_lines/commands.hpp"

namespace slipstream::cli {

void add_doctor(Commands& commands) {
  commands.runs(
      commands.add("doctor", "check configuration, ports, disk and brokers", "doctor --config config.yaml"),
      doctor);
}

}  // namespace slipstream::cli
