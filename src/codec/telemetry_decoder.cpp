#include <cstring>
#include <vector>

#include <simdjson.h>

#include "codec/json_token.hpp"
#include "codec/telemetry_assign.hpp"
#include "codec/telemetry_json.hpp"
#include "codec/telemetry_scanner.hpp"

namespace slipstream::codec {
namespace {

namespace ondemand = simdjson::ondemand;

/// `raw` points behind the opening quote of a key; the padding makes it safe to look a name's length ahead.
bool key_is(const char* raw, std::string_view name) {
  return std::memcmp(raw, name.data(), name.size()) == 0 && raw[name.size()] == '"';
}

std::unexpected<Error> not_json(ondemand::document& document, std::string_view begin,
                                simdjson::error_code code) {
  const char* at = nullptr;
  if (document.current_location().get(at) != simdjson::SUCCESS) at = begin.data() + begin.size();
  return fail(ErrorCode::invalid_input, "not a JSON object near byte {}: {}", at - begin.data(),
              simdjson::error_message(code));
}

}  // namespace

struct TelemetryDecoder::Impl {
  ondemand::parser parser;
  std::vector<char>
      bytes;             // the value decoded last, with simdjson's padding; the record's views point into it
  std::size_t next = 0;  // the field expected next: of our own records the guess is nearly always right

  std::string_view load(std::string_view json) {
    const std::size_t needed = json.size() + simdjson::SIMDJSON_PADDING;
    if (bytes.size() < needed) bytes.resize(2 * needed);
    if (!json.empty()) std::memcpy(bytes.data(), json.data(), json.size());
    std::memset(bytes.data() + json.size(), 0, kScannerPadding);
    return {bytes.data(), json.size()};
  }

  TelemetryField find(const char* raw_key) {
    for (std::size_t i = 0; i < kTelemetryFieldCount; ++i) {
      const std::size_t candidate =
          next + i < kTelemetryFieldCount ? next + i : next + i - kTelemetryFieldCount;
      if (!key_is(raw_key, kTelemetryFieldNames[candidate])) continue;
      next = candidate + 1 < kTelemetryFieldCount ? candidate + 1 : 0;
      return static_cast<TelemetryField>(candidate);
    }
    return TelemetryField::unknown;
  }

  /// Reads one field. Errors: invalid_input.
  Result<> read(PartialTelemetry& partial, simdjson::simdjson_result<ondemand::field>& field) {
    const TelemetryField name = find(field.key().value_unsafe().raw());
    if (name == TelemetryField::unknown || name == TelemetryField::message_type) return {};
    ondemand::value value = field.value().value_unsafe();
    const std::string_view token = trim_token(value.raw_json_token());
    std::string_view text;
    if (token.starts_with('"')) {
      const auto plain = token_text(token);
      if (plain) text = *plain;
      if (!plain && value.get_string().get(text) != simdjson::SUCCESS) {
        return fail(ErrorCode::invalid_input, "field '{}': a text with a broken escape", key_name(name));
      }
    }
    const std::string_view expected = assign_field(partial, name, token, text);
    if (expected.empty()) return {};
    return fail(ErrorCode::invalid_input, "field '{}': expected {}, found {}", key_name(name), expected,
                token.substr(0, 40));
  }

  /// Any JSON: `text` is what load() returned. Errors: invalid_input.
  Result<TelemetryRecord> parse(std::string_view text) {
    next = 0;
    ondemand::document document;
    const auto started = parser.iterate(text.data(), text.size(), bytes.size()).get(document);
    if (started != simdjson::SUCCESS) {
      return fail(ErrorCode::invalid_input, "not a JSON object: {}", simdjson::error_message(started));
    }
    ondemand::object object;
    const auto opened = document.get_object().get(object);
    if (opened != simdjson::SUCCESS) return not_json(document, text, opened);
    PartialTelemetry partial;
    for (auto field : object) {
      if (field.error() != simdjson::SUCCESS) return not_json(document, text, field.error());
      auto done = read(partial, field);
      if (!done) return propagate(done);
    }
    const char* rest = nullptr;
    if (document.current_location().get(rest) != simdjson::OUT_OF_BOUNDS) {
      return not_json(document, text, simdjson::TAPE_ERROR);
    }
    return finish_telemetry(partial);
  }

  static std::string_view key_name(TelemetryField field) {
    return kTelemetryFieldNames[static_cast<std::size_t>(field)];
  }
};

TelemetryDecoder::TelemetryDecoder() : impl_(std::make_unique<Impl>()) {}
TelemetryDecoder::~TelemetryDecoder() = default;
TelemetryDecoder::TelemetryDecoder(TelemetryDecoder&&) noexcept = default;
TelemetryDecoder& TelemetryDecoder::operator=(TelemetryDecoder&&) noexcept = default;

Result<TelemetryRecord> TelemetryDecoder::decode(std::string_view json) {
  const std::string_view bytes = impl_->load(json);
  PartialTelemetry own;
  if (scan_own_telemetry(bytes, own)) return finish_telemetry(own);
  return impl_->parse(bytes);
}

}  // namespace slipstream::codec
