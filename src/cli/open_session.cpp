#include "cli/open_session.hpp"

#include <utility>

#include <spdlog/spdlog.h>

#include "cli/official_sites.hpp"
#include "cli/progress_bar.hpp"
#include "library/read_record.hpp"
#include "prepare/read_session.hpp"
#include "source/source.hpp"

namespace slipstream::cli {
namespace {

void tell(const source::InputReport& report) {
  for (const Error& damaged : report.damaged) spdlog::warn("{}", damaged.to_string());
  if (report.damaged_lines > report.damaged.size()) {
    spdlog::warn("{} damaged lines in all; the rest is used", report.damaged_lines);
  }
  if (!report.missing_topics.empty()) {
    spdlog::info("not in this source: {}", fmt::join(report.missing_topics, ", "));
  }
  if (report.repeated_rows > 0) {
    spdlog::info("{} rows share their driver's instant with another and are one sample with it",
                 report.repeated_rows);
  }
  for (const auto& [topic, lines] : report.unknown_topics) {
    spdlog::debug("topic {} is not known here: {} lines left alone", topic, lines);
  }
}

/// `read(place, progress)` of the session that `name` means, with a progress bar.
template <class Read>
auto read_named(const Context& context, const std::string& name, Read read)
    -> decltype(read(std::declval<library::SessionPlace>(), source::Progress{})) {
  auto place = locate_or_fetch(context, name);
  if (!place) return propagate(place);
  ProgressBar bar("Reading " + place->source.filename().string(),
                  context.quiet ? ProgressBar::Show::never : ProgressBar::Show::when_terminal);
  return read(*place, [&bar](double done) { bar.update(done); });
}

}  // namespace

Result<std::shared_ptr<const prepare::PreparedSession>> open_session(const Context& context,
                                                                     const std::string& name) {
  auto session = read_named(context, name, [&](const auto& place, const source::Progress& progress) {
    return prepare::read_session(place.source, progress, context.stop);
  });
  if (!session) return propagate(session);
  if (!context.quiet) tell(session->report());
  return std::make_shared<const prepare::PreparedSession>(std::move(*session));
}

Result<prepare::SessionRecord> open_record(const Context& context, const std::string& name) {
  const library::Library sessions(context.settings.data_directory);
  auto record = read_named(context, name, [&](const auto& place, const source::Progress& progress) {
    const auto folder = place.entry ? sessions.folder(place.entry->key()) : std::filesystem::path{};
    return library::read_record(place.source, folder, progress, context.stop);
  });
  if (record && !context.quiet) tell(record->report);
  return record;
}

}  // namespace slipstream::cli
