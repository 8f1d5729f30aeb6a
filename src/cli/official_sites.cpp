#include "cli/official_sites.hpp"

#include <algorithm>
#include <charconv>

#include <spdlog/spdlog.h>

#include "cli/progress_bar.hpp"
#include "cli/version.hpp"
#include "library/session_search.hpp"

namespace slipstream::cli {
namespace {

constexpr int kFirstSeason = 2018, kLastSeason = 2100;  // of the archive

net::HttpOptions http_options(const Settings::Fetch& fetch) {
  net::HttpOptions options;
  options.transfer.user_agent = fmt::format("slipstream/{}", kVersion);
  options.transfer.stalled_after = std::chrono::seconds{fetch.stalled_after_s};
  options.transfer.ca_file = fetch.ca_file;
  options.back_off.attempts = fetch.attempts;
  options.back_off.first = std::chrono::milliseconds{static_cast<std::int64_t>(fetch.first_wait_s * 1000)};
  options.politeness = {fetch.parallel, fetch.requests_per_second};
  return options;
}

/// Jolpica allows 4 requests a second; and results are not worth a long wait.
net::HttpOptions results_options(const Settings::Fetch& fetch) {
  net::HttpOptions options = http_options(fetch);
  options.politeness = {1, std::min(fetch.requests_per_second, 4.0)};
  options.back_off.attempts = std::min(fetch.attempts, 3);
  return options;
}

/// The season a name speaks of: a word that is a year of the archive, beside others.
std::optional<int> season_named_in(const std::string& name) {
  if (name.find('/') != std::string::npos) return std::nullopt;
  std::optional<int> year;
  int others = 0;
  for (std::size_t begin = 0; begin < name.size();) {
    const std::size_t end = std::min(name.find(' ', begin), name.size());
    int number = 0;
    const auto read = std::from_chars(name.data() + begin, name.data() + end, number);
    const bool is_year = read.ptr == name.data() + end && number >= kFirstSeason && number <= kLastSeason;
    if (is_year && !year) year = number;
    if (!is_year && end > begin) ++others;
    begin = end + 1;
  }
  return others >= 2 ? year : std::nullopt;
}

void tell(const library::DownloadedSession& downloaded) {
  if (!downloaded.missing_topics.empty()) {
    spdlog::info("not in the archive: {}", fmt::join(downloaded.missing_topics, ", "));
  }
  for (const std::string& topic : downloaded.cut_topics) {
    spdlog::warn("{} ends within a line, also when asked for twice; it is used as it is", topic);
  }
}

}  // namespace

OfficialSites::OfficialSites(const Context& context)
    : context_(context),
      archive_client_(http_options(context.settings.fetch)),
      results_client_(results_options(context.settings.fetch)),
      archive_(archive_client_, context.settings.fetch.archive, context.settings.fetch.parallel),
      results_(results_client_, context.settings.fetch.results_api) {}

Result<FetchedSession> OfficialSites::fetch(int year, const std::string& words) const {
  auto calendar = season(year);
  if (!calendar) return propagate(calendar);
  auto choice = library::choose_session(*calendar, words);
  if (!choice) return propagate(choice);
  library::Library sessions(context_.settings.data_directory);
  auto fetched = [&] {
    ProgressBar bar("Fetching " + choice->title(),
                    context_.quiet ? ProgressBar::Show::never : ProgressBar::Show::when_terminal);
    return sessions.fetch(archive_, *choice, [&bar](double done) { bar.update(done); }, context_.stop);
  }();
  if (!fetched) return propagate(fetched);
  if (fetched->downloaded && !context_.quiet) tell(*fetched->downloaded);
  const bool has_results = keep_results(sessions, fetched->entry.key(), *choice);
  return FetchedSession{std::move(*fetched), has_results};
}

bool OfficialSites::keep_results(library::Library& sessions, const std::string& key,
                                 const library::SeasonChoice& choice) const {
  if (context_.settings.fetch.results_api.empty()) return false;
  const auto kept = sessions.keep_results(key, results_, choice, context_.stop);
  if (kept) return *kept;
  if (!context_.quiet) spdlog::warn("no official results: {}", kept.error().to_string());
  return false;
}

Result<library::SessionPlace> locate_or_fetch(const Context& context, const std::string& name) {
  const library::Library sessions(context.settings.data_directory);
  auto place = sessions.locate(name);
  const auto year = season_named_in(name);
  const bool sure = place && (!place->entry || library::fits_exactly(*place->entry, name));
  if (sure || !year || (!place && place.error().code != ErrorCode::not_found)) return place;
  if (!context.quiet) spdlog::info("\"{}\" is not in the library: asking the official archive", name);
  auto found = OfficialSites(context).fetch(*year, name);
  if (!found && place) return place;  // what is nearly called that, then
  if (!found) {
    return fail_at(found.error().where, found.error().code, "{} (\"{}\" is not in the library either)",
                   found.error().message, name);
  }
  library::SessionEntry entry = std::move(found->fetched.entry);
  const std::filesystem::path source = entry.source;
  return library::SessionPlace{source, std::move(entry)};
}

}  // namespace slipstream::cli
