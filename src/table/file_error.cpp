#include <charconv>
#include <string_view>

#include "table/file_query.hpp"

namespace slipstream::table {
namespace {

/// The text of a message after `label`, up to the end of its line; empty if the label is not in it.
std::string_view after(std::string_view message, std::string_view label) {
  const std::size_t begin = message.find(label);
  if (begin == std::string_view::npos) return {};
  const std::string_view rest = message.substr(begin + label.size());
  return rest.substr(0, rest.find('\n'));
}

/// DuckDB's report on a CSV has the line first, then the line's text, then what is wrong, then advice on its
/// options.
Error csv_error(std::string_view message, const std::filesystem::path& path) {
  const std::string_view line = after(message, "CSV Error on Line: ");
  const std::string_view original = after(message, "Original Line: ");
  std::string_view what = message;
  if (!original.empty()) {
    what = message.substr(static_cast<std::size_t>(original.data() - message.data()) + original.size());
    while (what.starts_with('\n')) what.remove_prefix(1);
    what = what.substr(0, what.find('\n'));
  } else {
    what = what.substr(0, what.find('\n'));
  }
  const bool encoding =
      message.find("unicode") != std::string_view::npos || message.find("utf-8") != std::string_view::npos;
  std::string text{what};
  text += encoding ? "; save the file as UTF-8" : "; correct the line";
  return {ErrorCode::invalid_input, text,
          line.empty() ? path.string() : fmt::format("{}:{}", path.string(), line)};
}

}  // namespace

Error file_error(Error error, const std::filesystem::path& path, FileKind kind) {
  if (!error.where.empty()) return error;
  if (error.code == ErrorCode::unavailable || error.code == ErrorCode::interrupted) {
    error.where = path.string();
    return error;
  }
  if (kind != FileKind::parquet) return csv_error(error.message, path);
  return {ErrorCode::invalid_input,
          "the Parquet file is damaged or cut off: copy it again (" + error.message + ")", path.string()};
}

}  // namespace slipstream::table
