#pragma once

#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace slipstream::testing {

/// The lines of tests/data/`name`; none if there is no such file.
inline std::vector<std::string> data_lines(const std::string& name) {
  std::ifstream file(std::string{SLIPSTREAM_TEST_DATA} + "/" + name);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

/// "expected error<tab>input" of each line.
inline std::vector<std::pair<std::string, std::string>> error_cases(const std::string& name) {
  std::vector<std::pair<std::string, std::string>> cases;
  for (const std::string& line : data_lines(name)) {
    const auto tab = line.find('\t');
    cases.emplace_back(line.substr(0, tab), line.substr(tab + 1));
  }
  return cases;
}

}  // namespace slipstream::testing
