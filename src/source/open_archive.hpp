#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>

#include "base/result.hpp"
#include "source/sample_form.hpp"
#include "source/source.hpp"

namespace slipstream::source {

/// The live-timing archive in `folder`: its *.jsonStream files as one stream, decoded at once.
/// Errors: invalid_input (no line of it can be understood), not_found, permission, io, interrupted.
Result<std::unique_ptr<Source>> open_archive(const std::filesystem::path& folder, const Progress& progress,
                                             const std::stop_token& stop, Samples samples = Samples::known);

}  // namespace slipstream::source
