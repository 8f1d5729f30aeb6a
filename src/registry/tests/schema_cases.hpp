#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace slipstream::testing {

/// The JSON of tests/data/`name`; throws if there is none.
inline nlohmann::json data_json(const std::string& name) {
  std::ifstream file(std::string{SLIPSTREAM_TEST_DATA} + "/" + name);
  return nlohmann::json::parse(file);
}

/// The names of the files of tests/data/`folder`, as data_json takes them.
inline std::vector<std::string> data_files(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string{SLIPSTREAM_TEST_DATA} + "/" + folder)) {
    names.push_back(folder + "/" + entry.path().filename().string());
  }
  return names;
}

}  // namespace slipstream::testing
