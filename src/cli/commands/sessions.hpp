#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"

namespace slipstream::cli {

/// Takes sessions into the library.
Result<> import_sessions(const Context& context, const std::vector<std::filesystem::path>& paths);
/// The sessions of the library, each with the number of its finished runs;
Result<> list_sessions(const Context& context);
/// and these runs, also of sessions that are not in the library.
Result<> list_runs(const Context& context);
Result<> remove_session(const Context& context, const std::string& session);

/// What a session holds; with `record` one telemetry record as it would be sent.
struct DescribeOptions {
  std::string session;
  std::optional<std::int64_t> record;
};
Result<> describe_session(const Context& context, const DescribeOptions& options);

}  // namespace slipstream::cli
