#pragma once

#include <string>

#include "base/result.hpp"
#include "cli/command.hpp"
#include "library/library.hpp"
#include "net/http_client.hpp"

namespace slipstream::cli {

/// A session that was asked for by words and is in the library now.
struct FetchedSession {
  library::Fetched fetched;
  bool has_results = false;  ///< official ones lie beside it
};

/// The official archive and the results' API, as the configuration has them. Any thread.
class OfficialSites {
 public:
  explicit OfficialSites(const Context& context);

  /// Errors: as library::OfficialArchive::season.
  Result<library::Season> season(int year) const { return archive_.season(year, context_.stop); }
  /// Into the library, with a progress bar; what the archive lacks goes to the program's log. Official
  /// results are fetched too, and it is no error if they cannot be. Errors: as library::choose_session and
  /// library::Library::fetch.
  Result<FetchedSession> fetch(int year, const std::string& words) const;

 private:
  [[nodiscard]] bool keep_results(library::Library& sessions, const std::string& key,
                                  const library::SeasonChoice& choice) const;

  const Context& context_;
  mutable net::HttpClient archive_client_, results_client_;
  library::OfficialArchive archive_;
  library::ResultsApi results_;
};

/// As library::Library::locate; but words that name a session of a season ("2023 Monaco Race") and mean
/// nothing in the library are fetched, and the user is told so.
Result<library::SessionPlace> locate_or_fetch(const Context& context, const std::string& name);

}  // namespace slipstream::cli
