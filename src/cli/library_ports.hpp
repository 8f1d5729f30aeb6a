#pragma once

#include <optional>
#include <stop_token>

#include "cli/library_catalog.hpp"
#include "cli/library_circuits.hpp"
#include "cli/library_sql.hpp"
#include "cli/openf1_sessions.hpp"
#include "cli/serving.hpp"
#include "library/library.hpp"

namespace slipstream::cli {

/// The session library as a server shows it. Must outlive the Serving it is given to.
class LibraryPorts {
 public:
  /// `guest`: what is played without being in the library. `library` must outlive it.
  LibraryPorts(const library::Library& library, std::optional<OpenF1Sessions::Guest> guest,
               const std::stop_token& stop)
      : catalog_(library),
        sql_(library),
        circuits_(library, stop),
        openf1_(library, std::move(guest), stop) {}

  void fill(ServingPorts& ports) {
    ports.sessions = &catalog_;
    ports.sql = &sql_;
    ports.circuits = &circuits_;
    ports.openf1 = &openf1_;
  }
  /// Ends questions that still run.
  void stop() { sql_.stop(); }

 private:
  LibraryCatalog catalog_;
  LibrarySql sql_;
  LibraryCircuits circuits_;
  OpenF1Sessions openf1_;
};

}  // namespace slipstream::cli
