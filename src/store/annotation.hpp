#pragma once

#include <cstdint>
#include <string>

namespace slipstream::store {

enum class AnnotationKind : std::uint8_t { run_started, seek, pause };

/// Why the line of the wall-time axis is broken somewhere.
struct Annotation {
  AnnotationKind kind = AnnotationKind::run_started;
  std::int64_t from_ms = 0, to_ms = 0;  ///< Unix time; equal for an instant
  std::string text;
  std::string run_id;  ///< of the run that goes on after it
};

}  // namespace slipstream::store
