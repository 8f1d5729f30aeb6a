#include "codec/json_writer.hpp"

#include <array>
#include <cmath>

#include "codec/json_escape.hpp"
#include "codec/number_text.hpp"

namespace slipstream::codec {
namespace {

void append_text(std::string& out, std::string_view text) {
  out += '"';
  const std::size_t before = out.size();
  out.resize_and_overwrite(before + kMaxEscapedByte * text.size(), [&](char* bytes, std::size_t) {
    return static_cast<std::size_t>(put_escaped(bytes + before, text) - bytes);
  });
  out += '"';
}

char* put_decimal_of(char* to, double value, int decimals) {
  switch (decimals) {
    case 0: return put_decimal<0>(to, value);
    case 1: return put_decimal<1>(to, value);
    case 2: return put_decimal<2>(to, value);
    case 3: return put_decimal<3>(to, value);
    case 4: return put_decimal<4>(to, value);
    case 5: return put_decimal<5>(to, value);
    default: return put_decimal<6>(to, value);
  }
}

}  // namespace

void JsonWriter::separate() {
  if (!first_) out_ += ',';
  first_ = false;
}

JsonWriter& JsonWriter::begin_object() {
  separate();
  out_ += '{';
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  out_ += '}';
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  separate();
  out_ += '[';
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  out_ += ']';
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  append_text(out_, name);
  out_ += ':';
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  append_text(out_, text);
  return *this;
}

JsonWriter& JsonWriter::value(bool truth) { return raw(truth ? "true" : "false"); }

JsonWriter& JsonWriter::value(std::int64_t number) {
  separate();
  append_integer(out_, number);
  return *this;
}

JsonWriter& JsonWriter::value(std::uint64_t number) {
  separate();
  std::array<char, kMaxNumberText> text;
  out_.append(text.data(), put_integer(text.data(), number));
  return *this;
}

JsonWriter& JsonWriter::number(double value, int decimals) {
  if (!std::isfinite(value)) return null();
  separate();
  append_decimal(out_, value, decimals);
  return *this;
}

JsonWriter& JsonWriter::null() { return raw("null"); }

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

void append_decimal(std::string& out, double value, int decimals) {
  std::array<char, kMaxNumberText> text;
  out.append(text.data(), put_decimal_of(text.data(), value, decimals));
}

void append_integer(std::string& out, std::int64_t value) {
  std::array<char, kMaxNumberText> text;
  out.append(text.data(), put_integer(text.data(), value));
}

}  // namespace slipstream::codec
