#pragma once

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/file_error.hpp"

/// Private to this room: the JSON file that describes a folder of ours.
namespace slipstream::library {

/// `parse(object)` of a file whose "format" is `format`; it may throw what nlohmann throws. `what` the file
/// should be goes into the error. Errors: not_found, permission, io, invalid_input.
template <class Parse>
auto read_entry_file(const std::filesystem::path& file, int format, std::string_view what, Parse parse)
    -> Result<decltype(parse(nlohmann::ordered_json{}))> {
  using Json = nlohmann::ordered_json;
  std::ifstream in{file};
  if (!in) return file_error(errno, "cannot read", file);
  try {
    const Json object = Json::parse(in);
    if (const int found = object.at("format").get<int>(); found != format) {
      return fail_at(file.string(), ErrorCode::invalid_input, "format {} is not known to this version",
                     found);
    }
    return parse(object);
  } catch (const Json::exception& problem) {
    return fail_at(file.string(), ErrorCode::invalid_input, "not the description of {}: {}", what,
                   problem.what());
  }
}

}  // namespace slipstream::library
