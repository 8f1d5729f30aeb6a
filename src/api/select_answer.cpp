#include "api/select_answer.hpp"

#include <memory>

#include <fmt/format.h>

namespace slipstream::api {
namespace {

std::unique_ptr<table::TableSink> sink_of(table::Format format, table::ByteSink bytes) {
  switch (format) {
    case table::Format::csv: return table::csv_sink(std::move(bytes));
    case table::Format::parquet: return table::parquet_sink(std::move(bytes));
    case table::Format::json: break;
  }
  return table::json_sink(std::move(bytes));
}

void describe_file(table::Format format, std::string_view name, http::Response& response) {
  if (format == table::Format::json) return;
  const bool is_csv = format == table::Format::csv;
  response.content_type = is_csv ? "text/csv; charset=utf-8" : "application/vnd.apache.parquet";
  response.headers.emplace_back("Content-Disposition",
                                fmt::format("attachment; filename={}.{}", name, is_csv ? "csv" : "parquet"));
}

}  // namespace

Result<table::Format> format_argument(const http::Request& request) {
  const std::string_view format = request.query.get("format").value_or("json");
  if (format == "json") return table::Format::json;
  if (format == "csv") return table::Format::csv;
  if (format == "parquet") return table::Format::parquet;
  return fail(ErrorCode::invalid_argument, "parameter 'format': expected json, csv or parquet, not '{}'",
              format);
}

Result<http::Response> answer_select(SqlPort& sql, const std::string& query, const table::QueryLimits& limits,
                                     table::Format format, std::string_view file_name) {
  http::Response response;
  const auto sink = sink_of(format, [&response](std::string_view bytes) -> Result<> {
    response.body += bytes;
    return {};
  });
  auto rows = sql.query(query, *sink, limits);
  if (!rows) return propagate(rows);
  if (auto done = sink->finish(); !done) return propagate(done);
  describe_file(format, file_name, response);
  return response;
}

}  // namespace slipstream::api
