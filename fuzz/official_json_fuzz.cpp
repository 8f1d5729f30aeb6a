// What the official archive and the results' server answer: a season, a session's index, results. The first
// byte says which. Never a crash; names and paths stay inside the archive.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "library/official/results.hpp"
#include "library/official/season.hpp"
#include "library/official/season_search.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace slipstream::library;
  if (size == 0) return 0;
  const std::string_view text{reinterpret_cast<const char*>(data) + 1, size - 1};
  if (data[0] == 's') {
    const auto season = read_season(text, 2025, "x");
    if (!season) return 0;
    for (const SeasonMeeting& meeting : season->meetings) {
      for (const SeasonSession& session : meeting.sessions) {
        if (session.path.find("..") != std::string::npos || session.path.starts_with('/')) std::abort();
      }
    }
    static_cast<void>(choose_session(*season, "Mexico City Qualifying"));
  } else if (data[0] == 'i') {
    const auto names = read_session_index(text, "x");
    for (const std::string& name : names ? *names : std::vector<std::string>{}) {
      if (name.find('/') != std::string::npos || name.starts_with('.')) std::abort();
    }
  } else {
    for (const ResultsKind kind : {ResultsKind::race, ResultsKind::sprint, ResultsKind::qualifying}) {
      const auto results = read_results(text, kind, "x");
      if (results && *results && (*results)->rows.empty()) std::abort();
    }
    static_cast<void>(read_round(text, "2025-10-26", "x"));
  }
  return 0;
}
