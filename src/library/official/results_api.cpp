#include "library/official/results_api.hpp"

#include "library/official/results.hpp"
#include "library/official/site_url.hpp"

namespace slipstream::library {
namespace {

constexpr std::uint64_t kMostBytes = 8 << 20;

/// The file of the API for a kind of results.
std::string_view page_of(ResultsKind kind) {
  return kind == ResultsKind::race ? std::string_view{"results"} : to_string(kind);
}

}  // namespace

ResultsApi::ResultsApi(net::HttpClient& client, std::string base) : client_(client), base_(std::move(base)) {}

/// The API counts rounds that were driven; the archive's numbers have been seen to count others, so the day
/// of the race decides.
Result<std::optional<int>> ResultsApi::round_of(const SeasonChoice& session,
                                                const std::stop_token& stop) const {
  const std::string url = site_url(base_, fmt::format("{}.json", session.year)) + "?limit=100";
  auto answer = client_.get(url, {.max_bytes = kMostBytes, .received = {}, .stop = stop});
  if (!answer) return propagate(answer);
  return read_round(*answer, session.meeting.last_day(), url);
}

Result<std::optional<std::string>> ResultsApi::fetch(const SeasonChoice& session,
                                                     const std::stop_token& stop) const {
  const auto kind = results_kind(session.session.name);
  if (!kind) return std::nullopt;
  auto round = round_of(session, stop);
  if (!round) return propagate(round);
  if (!*round) return std::nullopt;
  const std::string url =
      site_url(base_, fmt::format("{}/{}/{}.json", session.year, **round, page_of(*kind))) + "?limit=100";
  auto answer = client_.get(url, {.max_bytes = kMostBytes, .received = {}, .stop = stop});
  if (!answer) return propagate(answer);
  auto results = read_results(*answer, *kind, url);
  if (!results) return propagate(results);
  if (!*results) return std::nullopt;
  return write_results(*answer, *kind, url);
}

}  // namespace slipstream::library
