#include "base/config.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdint>

namespace slipstream::base {
namespace {

bool matches(std::string_view pattern, std::string_view path) {
  if (!pattern.ends_with(".*")) return pattern == path;
  pattern.remove_suffix(1);
  return path.starts_with(pattern) && path.size() > pattern.size();
}

std::string environment_name(std::string_view prefix, std::string_view path) {
  std::string name{prefix};
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    name += std::isalnum(byte) != 0 ? static_cast<char>(std::toupper(byte)) : '_';
  }
  return name;
}

std::unexpected<Error> wrong(const ConfigValue& value, std::string_view expected) {
  const std::string shown = value.items.empty() ? std::string{"nothing"} : "'" + value.items.front() + "'";
  return fail_at(value.where, ErrorCode::invalid_argument, "{} must be {}, not {}", value.path, expected,
                 value.is_list ? "a list" : shown);
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return std::string{text.substr(first, text.find_last_not_of(" \t") - first + 1)};
}

std::string unknown_key_warning(const ConfigValue& value, const std::vector<ConfigKey>& keys) {
  std::vector<std::string> known;
  known.reserve(keys.size());
  for (const ConfigKey& key : keys) known.push_back(key.path);
  std::string warning = fmt::format("{}: unknown key {}", value.where, value.path);
  if (const auto near = nearest_word(value.path, known)) warning += fmt::format("; did you mean {}?", *near);
  return warning;
}

}  // namespace

Result<std::string> as_text(const ConfigValue& value) {
  if (value.is_list || value.items.size() != 1) return wrong(value, "a text");
  return value.items.front();
}

Result<std::int64_t> as_integer(const ConfigValue& value, std::int64_t least, std::int64_t most) {
  const std::string expected = fmt::format("a whole number from {} to {}", least, most);
  if (value.is_list || value.items.size() != 1) return wrong(value, expected);
  const std::string& text = value.items.front();
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < least || number > most) {
    return wrong(value, expected);
  }
  return number;
}

Result<double> as_number(const ConfigValue& value, double least, double most) {
  const std::string expected = fmt::format("a number from {} to {}", least, most);
  if (value.is_list || value.items.size() != 1) return wrong(value, expected);
  const std::string& text = value.items.front();
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || !(number >= least && number <= most)) {
    return wrong(value, expected);
  }
  return number;
}

Result<bool> as_truth(const ConfigValue& value) {
  if (!value.is_list && value.items.size() == 1) {
    std::string text = value.items.front();
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (text == "true" || text == "yes" || text == "on" || text == "1") return true;
    if (text == "false" || text == "no" || text == "off" || text == "0") return false;
  }
  return wrong(value, "true or false");
}

Result<std::vector<std::string>> as_list(const ConfigValue& value) {
  if (value.is_list) return value.items;
  std::vector<std::string> parts;
  for (std::string_view rest = value.items.empty() ? std::string_view{} : value.items.front();
       !rest.empty();) {
    const auto comma = rest.find(',');
    if (std::string part = trimmed(rest.substr(0, comma)); !part.empty()) parts.push_back(std::move(part));
    rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
  }
  return parts;
}

Result<> apply_config(const std::vector<ConfigValue>& values, const std::vector<ConfigKey>& keys,
                      std::vector<std::string>& warnings) {
  for (const ConfigValue& value : values) {
    const auto key =
        std::ranges::find_if(keys, [&](const ConfigKey& k) { return matches(k.path, value.path); });
    if (key == keys.end()) {
      warnings.push_back(unknown_key_warning(value, keys));
      continue;
    }
    if (auto applied = key->apply(value); !applied) return propagate(applied);
  }
  return {};
}

std::vector<ConfigValue> read_environment(
    std::string_view prefix, const std::vector<ConfigKey>& keys,
    const std::map<std::string, std::string>& aliases,
    const std::function<std::optional<std::string>(const std::string&)>& lookup) {
  std::vector<ConfigValue> values;
  const auto take = [&](const std::string& name, const std::string& path) {
    if (auto text = lookup(name)) {
      values.push_back({path, {std::move(*text)}, false, "environment variable " + name});
    }
  };
  for (const auto& [name, path] : aliases) take(name, path);
  for (const ConfigKey& key : keys) {
    if (!key.path.ends_with(".*")) take(environment_name(prefix, key.path), key.path);
  }
  return values;
}

std::optional<std::string> nearest_word(std::string_view word, const std::vector<std::string>& candidates) {
  std::optional<std::string> best;
  std::size_t best_distance = word.size() / 3 + 1;
  for (const std::string& candidate : candidates) {
    // Levenshtein, one row at a time.
    std::vector<std::size_t> row(candidate.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
    for (std::size_t i = 0; i < word.size(); ++i) {
      std::size_t diagonal = row[0];
      row[0] = i + 1;
      for (std::size_t j = 0; j < candidate.size(); ++j) {
        const std::size_t replaced = diagonal + (word[i] == candidate[j] ? 0 : 1);
        diagonal = row[j + 1];
        row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
      }
    }
    if (row.back() >= best_distance) continue;
    best_distance = row.back();
    best = candidate;
  }
  return best;
}

}  // namespace slipstream::base
