#include "library/read_record.hpp"

#include <algorithm>

#include <spdlog/spdlog.h>

#include "library/official/results.hpp"
#include "prepare/read_session.hpp"

namespace slipstream::library {
namespace {

void add_results(const OfficialResults& results, prepare::SessionRecord& record) {
  for (prepare::DriverRecord& driver : record.drivers) {
    const auto row =
        std::ranges::find(results.rows, driver.driver.number, &domain::OfficialResult::driver_number);
    if (row != results.rows.end()) driver.official = *row;
  }
}

}  // namespace

Result<prepare::SessionRecord> read_record(const std::filesystem::path& source,
                                           const std::filesystem::path& session_folder,
                                           const source::Progress& progress, const std::stop_token& stop) {
  auto record = prepare::read_record(source, progress, stop);
  if (!record || session_folder.empty()) return record;
  const auto results = official_results(session_folder);
  if (!results) {
    spdlog::warn("without official results: {}", results.error().to_string());
  } else if (*results) {
    add_results(**results, *record);
  }
  return record;
}

}  // namespace slipstream::library
