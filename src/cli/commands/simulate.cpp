#include "cli/commands/simulate.hpp"

#include <cstdint>

#include <nlohmann/json.hpp>

#include "base/ids.hpp"
#include "cli/progress_bar.hpp"
#include "library/library.hpp"
#include "source/archive_writer/archive_writer.hpp"
#include "source/simulation/simulation.hpp"

namespace slipstream::cli {
namespace {

struct Written {
  std::uint64_t samples = 0, events = 0;
  SessionTime end;
};

std::uint64_t samples_in(const source::FeedBody& body) {
  if (const auto* packet = std::get_if<source::CarDataPacket>(&body)) return packet->samples.size();
  if (const auto* packet = std::get_if<source::PositionPacket>(&body)) return packet->samples.size();
  return 0;
}

Result<Written> write_archive(const Context& context, const SimulatedRace& race,
                              const std::filesystem::path& folder) {
  auto source = source::open_simulation(race.options, race.circuit);
  if (!source) return propagate(source);
  auto writer = source::ArchiveWriter::create(folder, *(*source)->zero());
  if (!writer) return propagate(writer);
  ProgressBar bar("Simulating the " + race.circuit->name + " Grand Prix",
                  context.quiet ? ProgressBar::Show::never : ProgressBar::Show::when_terminal);
  Written written;
  int laps = 1;
  while (true) {
    if (context.stop.stop_requested()) return fail(ErrorCode::interrupted, "stopped; nothing was written");
    auto event = (*source)->next();
    if (!event) return propagate(event);
    if (!*event) break;
    if (auto done = writer->write(**event); !done) return propagate(done);
    ++written.events;
    written.samples += samples_in((*event)->body);
    written.end = (*event)->time;
    if (const auto* count = std::get_if<source::LapCount>(&(*event)->body)) {
      laps = count->total_laps.value().value_or(laps);
      bar.update((count->current_lap.value().value_or(1) - 1.0) / laps);
    }
  }
  if (auto done = writer->finish(); !done) return propagate(done);
  bar.update(1);
  return written;
}

/// Into the library by way of a folder beside it, which is gone afterwards.
Result<library::Imported> import_race(const Context& context, const SimulatedRace& race, Written& written) {
  const auto folder = context.settings.data_directory / ("simulated-" + base::new_ulid());
  struct Removed {
    const std::filesystem::path& path;
    ~Removed() {
      std::error_code ignored;
      std::filesystem::remove_all(path, ignored);
    }
  } const removed{folder};
  auto archive = write_archive(context, race, folder);
  if (!archive) return propagate(archive);
  written = *archive;
  return library::Library(context.settings.data_directory).import(folder, {}, context.stop);
}

void report(const Context& context, const SimulatedRace& race, const Written& written,
            const std::string& place) {
  const int laps = simulate::race_laps(race.options, *race.circuit).value_or(0);
  if (context.json) {
    fmt::print("{}\n", nlohmann::json{{"circuit", race.circuit->name},
                                      {"length_m", race.circuit->length_m()},
                                      {"laps", laps},
                                      {"cars", race.options.cars},
                                      {"seed", race.options.seed},
                                      {"samples", written.samples},
                                      {"events", written.events},
                                      {"session_seconds", base::seconds(written.end)},
                                      {"place", place}}
                           .dump(2));
    return;
  }
  fmt::print("{} Grand Prix, {} laps of {:.3f} km, {} cars, seed {}: {} samples in {}\n", race.circuit->name,
             laps, race.circuit->length_m() / 1000, race.options.cars, race.options.seed, written.samples,
             place);
}

}  // namespace

Result<> simulate_race(const Context& context, const SimulateOptions& options) {
  auto race = simulated_race(context, options.race);
  if (!race) return propagate(race);
  if (!options.output.empty()) {
    auto written = write_archive(context, *race, options.output);
    if (!written) return propagate(written);
    report(context, *race, *written, options.output.string());
    return {};
  }
  Written written;
  auto imported = import_race(context, *race, written);
  if (!imported) return propagate(imported);
  report(context, *race, written, imported->entry.key());
  return {};
}

}  // namespace slipstream::cli
