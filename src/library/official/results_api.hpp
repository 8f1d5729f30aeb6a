#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include "base/result.hpp"
#include "library/official/season_search.hpp"
#include "net/http_client.hpp"

namespace slipstream::library {

/// Grid, points and official results of races, from Jolpica or another server with Ergast's API. Any thread.
class ResultsApi {
 public:
  /// `base` is what the year follows, "https://api.jolpi.ca/ergast/f1/". The client must outlive this.
  ResultsApi(net::HttpClient& client, std::string base);

  /// The text for results_file(); nullopt: such a session has no results, or they are not published yet. Two
  /// requests. Errors: as HttpClient::get; invalid_input (not what the API answers).
  Result<std::optional<std::string>> fetch(const SeasonChoice& session, const std::stop_token& stop) const;

 private:
  Result<std::optional<int>> round_of(const SeasonChoice& session, const std::stop_token& stop) const;

  net::HttpClient& client_;
  std::string base_;
};

}  // namespace slipstream::library
