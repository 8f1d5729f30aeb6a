#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "library/official/season.hpp"
#include "library/official/season_search.hpp"
#include "net/http_client.hpp"

namespace slipstream::library {

/// A session's files as they came.
struct DownloadedSession {
  std::string site;                         ///< that had it
  std::vector<std::string> missing_topics;  ///< announced, but not there
  std::vector<std::string> cut_topics;      ///< files that end within a line
  std::uint64_t files = 0, bytes = 0;
  std::uint64_t kept_bytes = 0;  ///< of them from an earlier download that was interrupted
};

/// Told how much is done, from 0 to 1. From several threads, never two at once.
using DownloadProgress = std::function<void(double)>;

/// The official live-timing archive and its mirrors (formats/live-timing.md §1). Any thread.
class OfficialArchive {
 public:
  /// `sites` are addresses that the year follows: the archive, then mirrors, asked when those before them
  /// cannot help. `parallel` files are downloaded at a time. The client must outlive this.
  OfficialArchive(net::HttpClient& client, std::vector<std::string> sites, int parallel);

  /// The calendar with the sessions there are. Errors: not_found (there is none of that year), as
  /// HttpClient::get, invalid_input; those of the first site if no site can help.
  Result<Season> season(int year, const std::stop_token& stop) const;

  /// Downloads a session's files into `folder`, which is made; what an earlier call left there is gone on
  /// with. Errors: not_found (none of its files is there), as HttpClient::download, invalid_input.
  Result<DownloadedSession> download(const SeasonChoice& session, const std::filesystem::path& folder,
                                     const DownloadProgress& progress, const std::stop_token& stop) const;

 private:
  Result<std::vector<std::string>> files_of(const std::string& site, const SeasonChoice& session,
                                            const std::stop_token& stop) const;
  Result<DownloadedSession> download_from(const std::string& site, const SeasonChoice& session,
                                          const std::filesystem::path& folder,
                                          const DownloadProgress& progress,
                                          const std::stop_token& stop) const;

  net::HttpClient& client_;
  std::vector<std::string> sites_;
  int parallel_;
};

}  // namespace slipstream::library
