#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include <simdjson.h>

#include "codec/number_text.hpp"
#include "registry/avro_datum_reader.hpp"

namespace slipstream::registry {

bool AvroDatumReader::boolean() {
  const auto byte = bytes_.take(1);
  if (!byte) return refuse("a boolean was expected, not the end");
  if (byte->front() != 0 && byte->front() != 1) return refuse("a boolean is neither 0 nor 1");
  json_.value(byte->front() == 1);
  return true;
}

template <class Integer>
bool AvroDatumReader::integer() {
  const auto number = bytes_.integer();
  if (!number) return refuse("a whole number is cut off or too long");
  if (*number < std::numeric_limits<Integer>::min() || *number > std::numeric_limits<Integer>::max()) {
    return refuse(fmt::format("{} is no int", *number));
  }
  json_.value(*number);
  return true;
}
template bool AvroDatumReader::integer<std::int32_t>();
template bool AvroDatumReader::integer<std::int64_t>();

template <class Number>
bool AvroDatumReader::floating() {
  const auto number = bytes_.number<Number>();
  if (!number) return refuse(fmt::format("{} bytes of a number, not {}", bytes_.left(), sizeof(Number)));
  if (!std::isfinite(*number)) {
    json_.null();
    return true;
  }
  std::array<char, codec::kMaxNumberText> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), *number).ptr;
  json_.raw({text.data(), end});
  return true;
}
template bool AvroDatumReader::floating<float>();
template bool AvroDatumReader::floating<double>();

bool AvroDatumReader::text() {
  const auto text = bytes_.counted();
  if (!text) return refuse("a text is cut off");
  if (!simdjson::validate_utf8(text->data(), text->size())) return refuse("a text is no UTF-8");
  json_.value(*text);
  return true;
}

bool AvroDatumReader::binary(std::optional<std::string_view> bytes) {
  if (!bytes) return refuse("bytes are cut off");
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  json_.raw("\"");
  for (const char c : *bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7F && c != '"' && c != '\\') {
      out_ += c;
    } else {
      out_.append("\\u00");
      out_ += kHex[byte >> 4U];
      out_ += kHex[byte & 15U];
    }
  }
  out_ += '"';
  return true;
}

bool AvroDatumReader::symbol(const AvroNode& node) {
  const auto index = bytes_.integer();
  if (!index) return refuse("the symbol of an enum is cut off");
  if (*index < 0 || static_cast<std::uint64_t>(*index) >= node.symbols.size()) {
    return refuse(fmt::format("symbol {} of an enum of {}", *index, node.symbols.size()));
  }
  json_.value(node.symbols[static_cast<std::size_t>(*index)]);
  return true;
}

}  // namespace slipstream::registry
