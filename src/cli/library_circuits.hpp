#pragma once

#include <map>
#include <mutex>
#include <stop_token>
#include <string>

#include "api/circuit_map.hpp"
#include "library/library.hpp"

namespace slipstream::cli {

/// The circuits of the library's sessions. Each is drawn once, and kept: some 20 KB. Thread-safe; who asks
/// while one is being drawn waits for it.
class LibraryCircuits : public api::CircuitPort {
 public:
  /// `stop` ends what is being read; `library` must outlive this.
  LibraryCircuits(const library::Library& library, std::stop_token stop)
      : library_(library), stop_(std::move(stop)) {}

  Result<std::shared_ptr<const api::CircuitMap>> circuit(std::string_view session_key) override;

 private:
  const library::Library& library_;
  const std::stop_token stop_;
  std::mutex mutex_;
  /// By entry, also those that cannot be drawn; guarded by mutex_.
  std::map<std::string, Result<std::shared_ptr<const api::CircuitMap>>> drawn_;
};

}  // namespace slipstream::cli
