#pragma once

#include <span>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "library/runs/run_entry.hpp"

namespace slipstream::cli {

/// Filed runs as commands show them: for programs, an array,
[[nodiscard]] nlohmann::json runs_json(std::span<const library::RunEntry> runs);
/// and for people, a table.
[[nodiscard]] std::string runs_text(std::span<const library::RunEntry> runs);

}  // namespace slipstream::cli
