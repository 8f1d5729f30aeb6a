#include "table/query_guard.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "table/chunk_columns.hpp"

namespace slipstream::table {
namespace {

using nlohmann::json;

constexpr std::size_t kLongestStatement = std::size_t{64} * 1024;

/// Functions that may stand in FROM; all others there open files, change settings or run text as SQL.
constexpr std::array<std::string_view, 12> kTableFunctions{
    "range",     "generate_series", "unnest",       "repeat_row",    "summary",          "json_each",
    "json_tree", "duckdb_columns",  "duckdb_views", "duckdb_tables", "duckdb_functions", "pragma_table_info"};

/// Functions of values that have effects, wait, or make large values of small ones.
constexpr std::array<std::string_view, 19> kForbiddenFunctions{"write_log",
                                                               "sleep_ms",
                                                               "pg_sleep",
                                                               "repeat",
                                                               "lpad",
                                                               "rpad",
                                                               "array_resize",
                                                               "list_resize",
                                                               "nextval",
                                                               "currval",
                                                               "range",
                                                               "generate_series",
                                                               "printf",
                                                               "format",
                                                               "bar",
                                                               "getvariable",
                                                               "parse_duckdb_log_message",
                                                               "in_search_path",
                                                               "txid_current"};

struct Place {
  std::size_t line = 1;
  std::size_t column = 1;
};

Place place_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t line_begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return {line + 1, before.size() - line_begin + 1};
}

std::string to_text(Place place) { return fmt::format("line {}, column {}", place.line, place.column); }

/// The syntax tree as DuckDB's json_serialize_sql describes it.
Result<json> syntax_tree(duckdb_connection connection, const std::string& sql) {
  Prepared prepared;
  if (duckdb_prepare(connection, "SELECT json_serialize_sql(?::VARCHAR)::VARCHAR", prepared.out()) !=
          DuckDBSuccess ||
      duckdb_bind_varchar_length(prepared.get(), 1, sql.data(), sql.size()) != DuckDBSuccess) {
    return fail(ErrorCode::invalid_argument, "the statement is not UTF-8");
  }
  auto result = execute(prepared.get(), Streaming::no);
  if (!result) return propagate(result);
  auto chunk = next_chunk(*result);
  if (!chunk) return propagate(chunk);
  Column text("tree", Type::text);
  if (chunk->get() != nullptr) {
    auto read = append_vector(duckdb_data_chunk_get_vector(chunk->get(), 0), 1, text);
    if (!read) return propagate(read);
  }
  json tree = text.size() == 1 && text.has(0) ? json::parse(text.text(0), nullptr, false) : json();
  if (!tree.is_object()) return fail(ErrorCode::invalid_argument, "the statement cannot be understood");
  return tree;
}

std::size_t number_in(const json& value, std::size_t otherwise) {
  if (value.is_number_unsigned()) return value.get<std::size_t>();
  if (!value.is_string()) return otherwise;
  const auto& digits = value.get_ref<const std::string&>();
  std::size_t number = otherwise;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

Error parse_error(const json& tree, const std::string& sql) {
  std::string message = tree.value("error_message", "the statement cannot be understood");
  if (message.starts_with("Only SELECT"))
    message = "only SELECT is allowed here: nothing can be changed or set";
  Error error{ErrorCode::invalid_argument, message.substr(0, message.find(" Use \"SET"))};
  if (tree.contains("position")) error.where = to_text(place_of(sql, number_in(tree["position"], 0)));
  return error;
}

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return text;
}

/// The call's name if it is not allowed.
std::optional<std::string> forbidden_call(const json& node, bool in_from) {
  const auto name = node.find("function_name");
  if (name == node.end() || !name->is_string()) return std::nullopt;
  std::string function = lower(name->get<std::string>());
  const bool allowed =
      in_from ? is_one_of(function, kTableFunctions) : !is_one_of(function, kForbiddenFunctions);
  return allowed ? std::nullopt : std::optional{std::move(function)};
}

Result<> check_calls(const json& tree, const std::string& sql) {
  struct Visit {
    const json* node;
    bool in_from;  ///< it is the call of a table function
  };
  std::vector<Visit> todo{{&tree, false}};
  while (!todo.empty()) {
    const auto [node, in_from] = todo.back();
    todo.pop_back();
    if (node->is_object()) {
      if (const auto function = forbidden_call(*node, in_from)) {
        const auto where = node->find("query_location");
        return fail_at(where == node->end() ? "" : to_text(place_of(sql, number_in(*where, 0))),
                       ErrorCode::permission, "the function {} is not allowed here{}", *function,
                       *function == "range" || *function == "generate_series" ? "; use it in FROM" : "");
      }
      const bool call = node->value("type", json()) == "TABLE_FUNCTION";
      for (const auto& [key, value] : node->items()) todo.push_back({&value, call && key == "function"});
    } else if (node->is_array()) {
      for (const json& value : *node) todo.push_back({&value, false});
    }
  }
  return {};
}

}  // namespace

Result<> check_statement(duckdb_connection connection, const std::string& sql) {
  if (sql.size() > kLongestStatement) {
    return fail(ErrorCode::invalid_argument, "the statement is longer than {} bytes", kLongestStatement);
  }
  const auto tree = syntax_tree(connection, sql);
  if (!tree) return std::unexpected(tree.error());
  if (tree->value("error", true)) return std::unexpected(parse_error(*tree, sql));
  const json statements = tree->value("statements", json::array());
  if (statements.size() != 1) {
    return fail(ErrorCode::invalid_argument, "there are {} statements: send one SELECT at a time",
                statements.size());
  }
  return check_calls(statements, sql);
}

Error statement_error(Error error) {
  const std::size_t quote = error.message.find("\nLINE ");
  if (quote == std::string::npos) return error;
  const std::string quoted = error.message.substr(quote + 1);
  error.message.resize(quote);
  while (error.message.ends_with('\n')) error.message.pop_back();
  const std::size_t colon = quoted.find(": ");
  const std::size_t end = quoted.find('\n');
  const std::size_t caret = quoted.find('^', end == std::string::npos ? 0 : end);
  if (colon == std::string::npos) return error;
  error.where = "line " + quoted.substr(5, colon - 5);
  const bool whole = quoted.compare(colon + 2, 3, "...") != 0;
  if (whole && caret != std::string::npos && caret >= end + 1 + colon + 2) {
    error.where += fmt::format(", column {}", caret - end - 1 - (colon + 2) + 1);
  }
  return error;
}

}  // namespace slipstream::table
