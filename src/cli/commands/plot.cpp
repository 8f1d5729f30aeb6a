#include "cli/commands/plot.hpp"

#include <spdlog/spdlog.h>
#include <nlohmann/json.hpp>

#include "cli/circuit_marks.hpp"
#include "cli/open_session.hpp"
#include "cli/write_file.hpp"
#include "pictures/lap_choice.hpp"
#include "pictures/picture.hpp"

namespace slipstream::cli {
namespace {

using nlohmann::json;
using pictures::PictureKind;
using pictures::PictureRequest;

struct Drawn {
  std::vector<std::string> files;
  std::vector<std::pair<std::string, std::string>> left_out;  ///< kind, why
};

Result<Drawn> draw_one(const PictureRequest& request, const PictureKind& kind, std::filesystem::path file) {
  if (file.empty()) file = fmt::format("{}.{}.svg", request.session.info().key, kind.name);
  auto svg = kind.draw(request);
  if (!svg) return propagate(svg);
  if (auto written = write_file(file, *svg); !written) return propagate(written);
  return Drawn{{file.string()}, {}};
}

/// What the session lacks is left out; none at all is an error.
Result<Drawn> draw_all(const PictureRequest& request, std::filesystem::path folder) {
  if (folder.empty()) folder = request.session.info().key + "-pictures";
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return fail_at(folder.string(), ErrorCode::io, "the folder cannot be made: {}", error.message());
  Drawn drawn;
  for (const PictureKind& kind : pictures::picture_kinds()) {
    auto svg = kind.draw(request);
    if (!svg && svg.error().code != ErrorCode::invalid_input) return propagate(svg);
    if (!svg) {
      drawn.left_out.emplace_back(kind.name, svg.error().to_string());
      continue;
    }
    const auto file = folder / fmt::format("{}.svg", kind.name);
    if (auto written = write_file(file, *svg); !written) return propagate(written);
    drawn.files.push_back(file.string());
  }
  if (drawn.files.empty()) {
    return fail(ErrorCode::invalid_input, "{} has nothing that a picture could show",
                request.session.info().key);
  }
  return drawn;
}

void report(const Context& context, const Drawn& drawn) {
  if (context.json) {
    json out{{"files", drawn.files}, {"left_out", json::object()}};
    for (const auto& [kind, why] : drawn.left_out) out["left_out"][kind] = why;
    fmt::print("{}\n", out.dump(2));
    return;
  }
  for (const std::string& file : drawn.files) fmt::print("{}\n", file);
  for (const auto& [kind, why] : drawn.left_out) fmt::print("no {}: {}\n", kind, why);
}

}  // namespace

Result<> plot_session(const Context& context, const PlotOptions& options) {
  std::optional<PictureKind> kind;
  if (!options.kind.empty()) {
    auto found = pictures::picture_kind(options.kind);
    if (!found) return propagate(found);
    kind = *found;
  }
  auto session = open_session(context, options.session);
  if (!session) return propagate(session);
  auto drivers = pictures::choose_drivers(**session, options.drivers);
  if (!drivers) return propagate(drivers);
  auto circuit = circuit_marks(**session, options.circuit_file);
  if (!circuit) return propagate(circuit);
  const pictures::SessionLaps laps(**session);
  const PictureRequest request{.session = **session,
                               .laps = laps,
                               .drivers = std::move(*drivers),
                               .lap_number = options.lap,
                               .circuit = std::move(*circuit),
                               .theme = options.theme};
  auto drawn = kind ? draw_one(request, *kind, options.output) : draw_all(request, options.output);
  if (!drawn) return propagate(drawn);
  report(context, *drawn);
  return {};
}

}  // namespace slipstream::cli
