#include "cli/open_session.hpp"

#include <type_traits>

#include <spdlog/spdlog.h>

#include "cli/progress_bar.hpp"
#include "library/library.hpp"
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
  for (const auto& [topic, lines] : report.unknown_topics) {
    spdlog::debug("topic {} is not known here: {} lines left alone", topic, lines);
  }
}

/// Finds what `name` means and hands its source to `read(source, progress)`, with a progress bar.
template <class Read>
auto read_named(const Context& context, const std::string& name, Read read)
    -> std::invoke_result_t<Read, source::Source&, const source::Progress&> {
  library::Library sessions(context.settings.data_directory);
  auto place = sessions.locate(name);
  if (!place) return propagate(place);
  ProgressBar bar("Reading " + place->source.filename().string(),
                  context.quiet ? ProgressBar::Show::never : ProgressBar::Show::when_terminal);
  const source::Progress progress = [&bar](double done) { bar.update(done); };
  auto source = source::open_source(place->source, progress, context.stop);
  if (!source) return propagate(source);
  return read(**source, progress);
}

}  // namespace

Result<std::shared_ptr<const prepare::PreparedSession>> open_session(const Context& context,
                                                                     const std::string& name) {
  auto session = read_named(context, name, [&](source::Source& source, const source::Progress& progress) {
    return prepare::prepare_session(source, {}, progress, context.stop);
  });
  if (!session) return propagate(session);
  if (!context.quiet) tell(session->report());
  return std::make_shared<const prepare::PreparedSession>(std::move(*session));
}

Result<prepare::SessionRecord> open_record(const Context& context, const std::string& name) {
  auto record = read_named(context, name, [&](source::Source& source, const source::Progress& progress) {
    return prepare::read_record(source, progress, context.stop);
  });
  if (record && !context.quiet) tell(record->report);
  return record;
}

}  // namespace slipstream::cli
