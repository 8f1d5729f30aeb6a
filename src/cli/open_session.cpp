#include "cli/open_session.hpp"

#include <spdlog/spdlog.h>

#include "cli/official_sites.hpp"
#include "cli/progress_bar.hpp"
#include "prepare/read_session.hpp"

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

}  // namespace slipstream::cli
