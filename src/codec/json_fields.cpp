#include "codec/json_fields.hpp"

#include <cmath>
#include <limits>

#include <simdjson.h>

#include "codec/time_text.hpp"

namespace slipstream::codec {
namespace {

namespace dom = simdjson::dom;

/// nullopt: longer than any session.
std::optional<Milliseconds> milliseconds_of(double seconds) {
  if (!(std::abs(seconds) <= kMaxSessionSeconds)) return std::nullopt;
  return Milliseconds{std::llround(seconds * 1000.0)};
}

}  // namespace

struct JsonFields::Impl {
  dom::object object;
  std::optional<Error>* error = nullptr;  // of the whole document

  /// The value of `name`; nullopt if it is absent or null.
  [[nodiscard]] std::optional<dom::element> find(std::string_view name) const {
    dom::element element;
    if (object[name].get(element) != simdjson::SUCCESS || element.is_null()) return std::nullopt;
    return element;
  }
};

struct JsonDocument::Parsed {
  dom::parser parser;
  std::optional<Error> error;
  JsonFields::Impl root;
};

bool JsonFields::has(std::string_view name) const { return impl_->object[name].error() == simdjson::SUCCESS; }

bool JsonFields::is_null(std::string_view name) const { return impl_->object[name].is_null(); }

bool JsonFields::is_text(std::string_view name) const { return impl_->object[name].is_string(); }

std::string_view JsonFields::text(std::string_view name) {
  const auto element = impl_->find(name);
  std::string_view text;
  if (element && element->get(text) != simdjson::SUCCESS) expect(name, "a text");
  return text;
}

std::optional<double> JsonFields::number(std::string_view name) {
  const auto element = impl_->find(name);
  double value = 0;
  if (!element) return std::nullopt;
  if (element->get(value) == simdjson::SUCCESS) return value;
  expect(name, "a number");
  return std::nullopt;
}

std::optional<int> JsonFields::integer(std::string_view name) {
  const auto value = number(name);
  if (!value) return std::nullopt;
  if (*value == std::floor(*value) && std::abs(*value) <= std::numeric_limits<int>::max()) {
    return static_cast<int>(*value);
  }
  expect(name, "a whole number");
  return std::nullopt;
}

std::optional<std::uint64_t> JsonFields::count(std::string_view name) {
  const auto element = impl_->find(name);
  std::uint64_t value = 0;
  if (!element) return std::nullopt;
  if (element->get(value) == simdjson::SUCCESS) return value;
  expect(name, "a count");
  return std::nullopt;
}

std::optional<bool> JsonFields::truth(std::string_view name) {
  const auto element = impl_->find(name);
  bool value = false;
  if (!element) return std::nullopt;
  if (element->get(value) == simdjson::SUCCESS) return value;
  expect(name, "true or false");
  return std::nullopt;
}

std::optional<Milliseconds> JsonFields::duration(std::string_view name) {
  const auto value = number(name);
  if (!value) return std::nullopt;
  const auto duration = milliseconds_of(*value);
  if (!duration) expect(name, "seconds");
  return duration;
}

std::optional<SessionTime> JsonFields::session_time(std::string_view name) {
  const auto since_start = duration(name);
  return since_start ? std::optional{SessionTime{*since_start}} : std::nullopt;
}

std::optional<WallTime> JsonFields::wall(std::string_view name) {
  const std::string_view value = text(name);
  if (value.empty()) return std::nullopt;
  const auto time = parse_timestamp(value);
  if (!time) expect(name, "a time like 2026-11-26T16:30:00.123456");
  return time;
}

std::optional<UtcTime> JsonFields::utc(std::string_view name) {
  const auto time = wall(name);
  return time ? std::optional{std::chrono::round<std::chrono::milliseconds>(*time)} : std::nullopt;
}

void JsonFields::object(std::string_view name, const std::function<void(JsonFields&)>& read) {
  const auto element = impl_->find(name);
  if (!element) return;
  Impl inner{{}, impl_->error};
  if (element->get(inner.object) != simdjson::SUCCESS) return expect(name, "an object");
  JsonFields fields(inner, place(name) + ".");
  read(fields);
}

void JsonFields::objects(std::string_view name, const std::function<void(std::size_t, JsonFields&)>& read) {
  const auto element = impl_->find(name);
  dom::array items;
  if (!element) return;
  if (element->get(items) != simdjson::SUCCESS) return expect(name, "a list");
  std::size_t index = 0;
  for (const dom::element item : items) {
    const std::string at = fmt::format("{}[{}]", name, index);
    Impl inner{{}, impl_->error};
    if (item.get(inner.object) != simdjson::SUCCESS) return expect(at, "an object");
    JsonFields fields(inner, place(at) + ".");
    read(index++, fields);
  }
}

void JsonFields::texts(std::string_view name,
                       const std::function<void(std::size_t, std::string_view)>& read) {
  const auto element = impl_->find(name);
  dom::array items;
  if (!element) return;
  if (element->get(items) != simdjson::SUCCESS) return expect(name, "a list");
  std::size_t index = 0;
  for (const dom::element item : items) {
    std::string_view text;
    if (item.get(text) != simdjson::SUCCESS) return expect(fmt::format("{}[{}]", name, index), "a text");
    read(index++, text);
  }
}

void JsonFields::durations(std::string_view name,
                           const std::function<void(std::size_t, std::optional<Milliseconds>)>& read) {
  const auto element = impl_->find(name);
  dom::array items;
  if (!element) return;
  if (element->get(items) != simdjson::SUCCESS) return expect(name, "a list");
  std::size_t index = 0;
  for (const dom::element item : items) {
    double value = 0;
    std::optional<Milliseconds> duration;
    if (item.get(value) == simdjson::SUCCESS) duration = milliseconds_of(value);
    if (!duration && !item.is_null()) return expect(fmt::format("{}[{}]", name, index), "seconds or null");
    read(index++, duration);
  }
}

void JsonFields::expect(std::string_view name, std::string_view expected) {
  if (*impl_->error) return;
  *impl_->error =
      Error{ErrorCode::invalid_input, fmt::format("field '{}': expected {}", place(name), expected)};
}

const std::optional<Error>& JsonFields::error() const { return *impl_->error; }

std::string JsonFields::place(std::string_view name) const { return path_ + std::string{name}; }

JsonDocument::JsonDocument() : parsed_(std::make_unique<Parsed>()) {}
JsonDocument::~JsonDocument() = default;

Result<JsonFields> JsonDocument::parse(std::string_view json) {
  parsed_->error.reset();
  parsed_->root.error = &parsed_->error;
  dom::element element;
  const auto code = parsed_->parser.parse(json.data(), json.size()).get(element);
  if (code != simdjson::SUCCESS) {
    return fail(ErrorCode::invalid_input, "not JSON: {}", simdjson::error_message(code));
  }
  if (element.get(parsed_->root.object) != simdjson::SUCCESS) {
    return fail(ErrorCode::invalid_input, "not a JSON object");
  }
  return JsonFields{parsed_->root};
}

}  // namespace slipstream::codec
