#include "table/sql_text.hpp"

namespace slipstream::table {

std::string quoted_text(std::string_view text) {
  std::string quoted = "'";
  for (const char letter : text) {
    if (letter == '\'') quoted += '\'';
    quoted += letter;
  }
  return quoted + "'";
}

std::string quoted_name(std::string_view name) {
  std::string quoted = "\"";
  for (const char letter : name) {
    if (letter == '"') quoted += '"';
    quoted += letter;
  }
  return quoted + "\"";
}

std::string quoted_path(const std::filesystem::path& path) {
  std::string escaped;
  for (const char letter : path.string()) {
    const bool special = letter == '*' || letter == '?' || letter == '[';
    escaped += special ? std::string{'[', letter, ']'} : std::string{letter};
  }
  return quoted_text(escaped);
}

}  // namespace slipstream::table
