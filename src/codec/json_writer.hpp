#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace slipstream::codec {

/// Writes JSON by appending to a string: commas are put where they belong, texts are escaped, invalid UTF-8
/// becomes U+FFFD. One thread. Never allocates but for the string's growth.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view{text}); }
  JsonWriter& value(bool truth);
  JsonWriter& value(std::int64_t number);
  JsonWriter& value(int number) { return value(static_cast<std::int64_t>(number)); }
  JsonWriter& value(std::uint64_t number);
  /// Rounded to `decimals` (0–6), trailing zeros left off; not finite: null.
  JsonWriter& number(double value, int decimals);
  JsonWriter& null();
  /// Text that is JSON already.
  JsonWriter& raw(std::string_view json);

 private:
  void separate();
  std::string& out_;
  bool first_ = true;  // nothing stands before the next item in its container
};

/// Appends `value` rounded to `decimals` (0–6) without trailing zeros: scaled integers, about 10 ns. Values
/// beyond ±9e12 fall back to the shortest exact form. `value` must be finite.
void append_decimal(std::string& out, double value, int decimals);
/// Appends an integer.
void append_integer(std::string& out, std::int64_t value);

}  // namespace slipstream::codec
