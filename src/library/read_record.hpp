#pragma once

#include <filesystem>
#include <stop_token>

#include "base/result.hpp"
#include "prepare/tables/session_record.hpp"

namespace slipstream::library {

/// As prepare::read_record of `source`, with the official results that lie in `session_folder`
/// (Library::folder; empty: the session is not in the library). Results that cannot be read are said in the
/// program's log and left out. Errors: as prepare::read_record.
Result<prepare::SessionRecord> read_record(const std::filesystem::path& source,
                                           const std::filesystem::path& session_folder,
                                           const source::Progress& progress = {},
                                           const std::stop_token& stop = {});

}  // namespace slipstream::library
