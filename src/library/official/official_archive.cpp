#include "library/official/official_archive.hpp"

#include <optional>
#include <utility>

#include <spdlog/spdlog.h>

#include "base/file_error.hpp"
#include "library/official/missing.hpp"
#include "library/official/site_url.hpp"
#include "library/official/topic_downloads.hpp"
#include "source/archive_file.hpp"
#include "source/topic.hpp"

namespace slipstream::library {
namespace {

constexpr int kFirstSeason = 2018;
constexpr std::uint64_t kMostIndexBytes = 16 << 20;

/// Another site may do better: this one is out of reach, lacks it or answers nonsense.
bool is_the_sites_fault(const Error& error) {
  switch (error.code) {
    case ErrorCode::unavailable:
    case ErrorCode::timeout:
    case ErrorCode::not_found:
    case ErrorCode::permission:
    case ErrorCode::invalid_input: return true;
    default: return false;
  }
}

/// What the first site that can help answers; else the error of the first.
template <class Value, class Ask>
Result<Value> first_answer(const std::vector<std::string>& sites, Ask ask) {
  std::optional<Error> first;
  for (const std::string& site : sites) {
    Result<Value> answer = ask(site);
    if (answer || !is_the_sites_fault(answer.error())) return answer;
    if (sites.size() > 1) spdlog::info("{}", answer.error().to_string());
    if (!first) first = std::move(answer.error());
  }
  if (!first) return fail(ErrorCode::invalid_argument, "no archive is configured: set fetch.archive");
  return std::unexpected(std::move(*first));
}

}  // namespace

OfficialArchive::OfficialArchive(net::HttpClient& client, std::vector<std::string> sites, int parallel)
    : client_(client), sites_(std::move(sites)), parallel_(parallel) {}

Result<Season> OfficialArchive::season(int year, const std::stop_token& stop) const {
  auto season = first_answer<Season>(sites_, [&](const std::string& site) -> Result<Season> {
    const std::string url = site_url(site, fmt::format("{}/Index.json", year));
    auto text = client_.get(url, {.max_bytes = kMostIndexBytes, .received = {}, .stop = stop});
    if (!text) return propagate(text);
    return read_season(*text, year, url);
  });
  if (!season && is_missing(season.error())) {
    return fail(ErrorCode::not_found, "the archive has no season {}{} ({})", year,
                year < kFirstSeason ? "; its first is 2018" : "", season.error().to_string());
  }
  return season;
}

Result<DownloadedSession> OfficialArchive::download(const SeasonChoice& session,
                                                    const std::filesystem::path& folder,
                                                    const DownloadProgress& progress,
                                                    const std::stop_token& stop) const {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return file_error(error.value(), "cannot make", folder);
  return first_answer<DownloadedSession>(
      sites_, [&](const std::string& site) { return download_from(site, session, folder, progress, stop); });
}

/// The names of the session's files: of its index, or where it has none of the topics known here.
Result<std::vector<std::string>> OfficialArchive::files_of(const std::string& site,
                                                           const SeasonChoice& session,
                                                           const std::stop_token& stop) const {
  const std::string url = site_url(site, session.session.path + "Index.json");
  auto text = client_.get(url, {.max_bytes = kMostIndexBytes, .received = {}, .stop = stop});
  if (text) return read_session_index(*text, url);
  if (!is_missing(text.error())) return propagate(text);
  std::vector<std::string> names;
  for (const source::Topic& topic : source::topics()) {
    names.push_back(fmt::format("{}{}", topic.name, source::kArchiveExtension));
  }
  return names;
}

Result<DownloadedSession> OfficialArchive::download_from(const std::string& site, const SeasonChoice& session,
                                                         const std::filesystem::path& folder,
                                                         const DownloadProgress& progress,
                                                         const std::stop_token& stop) const {
  auto names = files_of(site, session, stop);
  if (!names) return propagate(names);
  TopicDownloads downloads(client_, site_url(site, session.session.path), folder, std::move(*names));
  auto done = downloads.run(parallel_, progress, stop);
  if (!done) return propagate(done);
  done->site = site;
  if (done->files > 0) return done;
  return fail_at(site_url(site, session.session.path), ErrorCode::not_found,
                 "{}: the archive has none of its files; they come some hours after the session",
                 session.title());
}

}  // namespace slipstream::library
