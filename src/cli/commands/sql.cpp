#include "cli/commands/sql.hpp"

#include "cli/progress_bar.hpp"
#include "cli/text_table.hpp"
#include "library/sql/session_database.hpp"

namespace slipstream::cli {
namespace {

/// At the user's own terminal a query may take its time; Ctrl-C ends it.
constexpr table::QueryLimits kLimits{
    .time = std::chrono::hours{1}, .rows = 1'000'000'000, .bytes = std::uint64_t{4} << 30U};
/// More rows are for a file.
constexpr std::size_t kShown = 200;

std::string cell(const table::Column& column, std::size_t row) {
  if (!column.has(row)) return "";
  switch (column.type()) {
    case table::Type::boolean: return *column.boolean_at(row) ? "true" : "false";
    case table::Type::int64: return std::to_string(*column.integer_at(row));
    case table::Type::float64: return fmt::format("{:.10g}", *column.double_at(row));
    case table::Type::text: return std::string{column.text(row)};
    case table::Type::timestamp:
      return base::format_utc(UtcTime{
          std::chrono::duration_cast<Milliseconds>(std::chrono::microseconds{*column.integer_at(row)})});
    case table::Type::duration:
      return fmt::format("{:.3f}", std::chrono::duration<double>(*column.duration_at(row)).count());
  }
  return "";
}

/// The first rows, as aligned columns.
class ShownRows final : public table::TableSink {
 public:
  Result<> write(const table::Table& batch) override {
    if (kept_.width() == 0) kept_ = batch.empty_copy();
    if (kept_.rows() < kShown) kept_.append(batch);
    return {};
  }
  Result<> finish() override {
    std::vector<std::string> head;
    for (const table::Column& column : kept_) head.push_back(column.name());
    TextTable table(std::move(head));
    for (std::size_t row = 0; row < std::min(kept_.rows(), kShown); ++row) {
      std::vector<std::string> cells;
      for (const table::Column& column : kept_) cells.push_back(cell(column, row));
      table.add(std::move(cells));
    }
    fmt::print("{}", table.to_string());
    return {};
  }

 private:
  table::Table kept_;
};

/// A note beside the rows: on stderr, since a file may be /dev/stdout.
void tell(const Context& context, const SqlOptions& options, std::size_t rows) {
  if (context.quiet || context.json) return;
  if (!options.output.empty()) {
    fmt::print(stderr, "{}: {} rows\n", options.output.string(), rows);
  } else if (rows > kShown) {
    fmt::print(stderr, "{} rows, the first {} of them shown: -o FILE.csv takes all\n", rows, kShown);
  } else {
    fmt::print(stderr, "{} rows\n", rows);
  }
}

Result<std::unique_ptr<table::TableSink>> sink_for(const Context& context, const SqlOptions& options) {
  if (!options.output.empty()) {
    auto format = table::format_of(options.output);
    if (!format) return propagate(format);
    return table::file_sink(options.output, *format);
  }
  if (!context.json) return std::make_unique<ShownRows>();
  return table::json_sink([](std::string_view bytes) -> Result<> {
    fmt::print("{}", bytes);
    return {};
  });
}

}  // namespace

Result<> run_sql(const Context& context, const SqlOptions& options) {
  auto sink = sink_for(context, options);
  if (!sink) return propagate(sink);
  auto database = library::SessionDatabase::open(library::Library(context.settings.data_directory));
  if (!database) return propagate(database);
  const std::stop_callback stopping(context.stop, [&database] { (*database)->stop(); });
  ProgressBar bar("Making tables of new sessions",
                  context.quiet ? ProgressBar::Show::never : ProgressBar::Show::when_terminal);
  auto rows = (*database)->query(
      options.query, **sink, kLimits, [&bar](double done) { bar.update(done); }, context.stop);
  if (!rows) return propagate(rows);
  if (auto done = (*sink)->finish(); !done) return done;
  tell(context, options, *rows);
  return {};
}

}  // namespace slipstream::cli
