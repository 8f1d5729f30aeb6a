#include "cli/open_session.hpp"

#include <spdlog/spdlog.h>

#include "cli/official_sites.hpp"
#include "cli/progress_bar.hpp"
#include "prepare/read_session.hpp"
#include "source/session_table/session_table.hpp"
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

}  // namespace

Result<std::shared_ptr<const prepare::PreparedSession>> open_session(const Context& context,
                                                                     const std::string& name) {
  auto place = locate_or_fetch(context, name);
  if (!place) return propagate(place);
  ProgressBar bar("Reading " + place->source.filename().string(),
                  context.quiet ? ProgressBar::Show::never : ProgressBar::Show::when_terminal);
  const auto progress = [&bar](double done) { bar.update(done); };
  auto session = prepare::read_session(place->source, progress, context.stop);
  if (!session) return propagate(session);
  if (!context.quiet) tell(session->report());
  return std::make_shared<const prepare::PreparedSession>(std::move(*session));
}

Result<prepare::SessionRecord> open_record(const Context& context, const std::string& name) {
  auto place = locate_or_fetch(context, name);
  if (!place) return propagate(place);
  if (source::is_session_table(place->source)) {
    return fail_at(place->source.string(), ErrorCode::invalid_input,
                   "a table has no feed to make other tables of; name an archive or a recording");
  }
  ProgressBar bar("Reading " + place->source.filename().string(),
                  context.quiet ? ProgressBar::Show::never : ProgressBar::Show::when_terminal);
  const auto progress = [&bar](double done) { bar.update(done); };
  auto source = source::open_source(place->source, progress, context.stop);
  if (!source) return propagate(source);
  auto record = prepare::read_record(**source, progress, context.stop);
  if (record && !context.quiet) tell(record->report);
  return record;
}

}  // namespace slipstream::cli
