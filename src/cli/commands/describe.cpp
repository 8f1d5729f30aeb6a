#include <nlohmann/json.hpp>

#include "cli/commands/sessions.hpp"
#include "cli/description.hpp"
#include "cli/open_session.hpp"
#include "codec/telemetry_json.hpp"
#include "library/library.hpp"

namespace slipstream::cli {
namespace {

using nlohmann::json;
using prepare::PreparedSession;

Result<> print_record(const Context& context, const PreparedSession& session, std::int64_t number) {
  const auto count = static_cast<std::int64_t>(session.record_count());
  if (number < 0 || number >= count) {
    return fail(ErrorCode::invalid_argument, "--record takes 0 to {}; this session has {} records", count - 1,
                count);
  }
  const auto index = static_cast<std::size_t>(number);
  domain::Stamp stamp;
  stamp.produced_at = base::wall_now();
  stamp.session_key = session.info().key;
  stamp.run_id = "describe";
  stamp.seq = index;
  std::string text;
  codec::write_telemetry(session.record(index), stamp, {context.settings.telemetry.missing_as_null}, text);
  fmt::print("{}\n", context.json ? text : json::parse(text).dump(2));
  if (const auto next = session.time_to_next(index); next && !context.json) {
    fmt::print("{:.3f} s to the next instant\n", base::seconds(*next));
  }
  return {};
}

}  // namespace

Result<> describe_session(const Context& context, const DescribeOptions& options) {
  auto session = open_session(context, options.session);
  if (!session) return propagate(session);
  if (options.record) return print_record(context, **session, *options.record);
  const prepare::SessionSummary summary = prepare::summarise(**session);
  const library::Library library(context.settings.data_directory);
  const auto runs = library.runs().list((*session)->info().key);
  if (!runs) return std::unexpected(runs.error());
  fmt::print("{}", context.json ? description_json(**session, summary, *runs)
                                : description_text(**session, summary, *runs));
  return {};
}

}  // namespace slipstream::cli
