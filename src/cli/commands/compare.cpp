#include "cli/commands/compare.hpp"

#include <nlohmann/json.hpp>

#include "cli/circuit_marks.hpp"
#include "cli/comparison_text.hpp"
#include "cli/open_session.hpp"
#include "cli/write_file.hpp"
#include "pictures/comparison_picture.hpp"
#include "pictures/lap_choice.hpp"
#include "table/write.hpp"

namespace slipstream::cli {
namespace {

bool is_picture(const std::filesystem::path& path) { return path.extension() == ".svg"; }

/// Before any work: every output is something that can be written.
Result<> check_outputs(const std::vector<std::filesystem::path>& outputs) {
  for (const auto& path : outputs) {
    if (is_picture(path)) continue;
    if (auto format = table::format_of(path); !format) {
      return fail_at(path.string(), ErrorCode::invalid_argument,
                     "a comparison is written as .svg, .csv, .parquet or .json");
    }
  }
  return {};
}

Result<pictures::LapTrace> trace_of(const prepare::PreparedSession& session,
                                    const pictures::SessionLaps& laps, const std::string& name) {
  auto chosen = pictures::choose_lap(session, laps, name);
  if (!chosen) return propagate(chosen);
  return pictures::trace_lap(session, *chosen);
}

}  // namespace

Result<> compare(const Context& context, const CompareOptions& options) {
  if (auto checked = check_outputs(options.outputs); !checked) return checked;
  auto session = open_session(context, options.session);
  if (!session) return propagate(session);
  const domain::SessionInfo& info = (*session)->info();
  const pictures::SessionLaps laps(**session);
  auto a = trace_of(**session, laps, options.a);
  if (!a) return propagate(a);
  auto b = trace_of(**session, laps, options.b);
  if (!b) return propagate(b);
  auto circuit = circuit_marks(**session, options.circuit_file);
  if (!circuit) return propagate(circuit);
  const pictures::Comparison comparison = pictures::compare_laps(*a, *b, circuit->corners);
  for (const auto& path : options.outputs) {
    auto written = is_picture(path)
                       ? write_file(path, draw_comparison(comparison, info, circuit->source, options.theme))
                       : table::write_table(comparison_table(comparison), path);
    if (!written) return written;
  }
  if (context.json) {
    fmt::print("{}\n", comparison_json(comparison, info).dump());
  } else {
    fmt::print("{}", comparison_text(comparison, info));
  }
  return {};
}

}  // namespace slipstream::cli
