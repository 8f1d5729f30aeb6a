#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/lab_race.hpp"
#include "table/table.hpp"

namespace slipstream::library {

/// A race of the lab that is over, and how fast everybody was.
struct FiledRace {
  domain::LabRace race;                        ///< without who ran it
  std::map<std::string, double> averages_kmh;  ///< by driver, as far as they were known
  friend bool operator==(const FiledRace&, const FiledRace&) = default;
};

/// The lab's results, kept for good: one line of JSON each in <data>/races.jsonl. Any number of threads and
/// processes; a race that several file is there once. What a killed process left half written is passed over.
class RaceLibrary {
 public:
  explicit RaceLibrary(const std::filesystem::path& data_directory) : file_(data_directory / "races.jsonl") {}

  /// Perhaps not there yet.
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }
  /// Errors: permission, no_space, io.
  Result<> add(const FiledRace& race) const;
  /// By their start. Lines that cannot be read are said in the program's log. Errors: permission, io.
  Result<std::vector<FiledRace>> list() const;

 private:
  std::filesystem::path file_;
};

/// One row a driver of a race, as it ended; a race without an order has one row without a driver.
[[nodiscard]] table::Table races_table(const std::vector<FiledRace>& races);

}  // namespace slipstream::library
