#include "openf1/answer/value_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

#include "codec/json_writer.hpp"
#include "codec/number_text.hpp"

namespace slipstream::openf1 {
namespace {

void append_number(std::string& out, std::int64_t number) { codec::append_integer(out, number); }
void append_number(std::string& out, double number) { append_float(out, number); }

template <class T>
void append_list(std::string& out, const List<T>& list, std::string_view separator,
                 std::string_view unknown) {
  out += '[';
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i > 0) out += separator;
    if (list[i])
      append_number(out, *list[i]);
    else
      out += unknown;
  }
  out += ']';
}

void append_csv_text(std::string& out, std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

template <class... Visits>
struct Overloaded : Visits... {
  using Visits::operator()...;
};

}  // namespace

char* put_date(char* to, UtcTime time, char separator) {
  constexpr std::string_view kZero = ".000Z", kMicros = "000", kUtc = "+00:00";
  char* end = codec::put_utc(to, time);  // "2025-10-25T21:03:11.482Z"
  to[std::string_view{"2025-10-25"}.size()] = separator;
  if (std::string_view{end - kZero.size(), kZero.size()} == kZero) {
    end -= kZero.size();
  } else {
    end = std::ranges::copy(kMicros, end - 1).out;
  }
  return std::ranges::copy(kUtc, end).out;
}

void append_date(std::string& out, UtcTime time, char separator) {
  char text[codec::kMaxTimeText];
  out.append(text, put_date(text, time, separator));
}

void append_float(std::string& out, double value) {
  char text[512];  // the largest double has 309 digits in this form
  const char* end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed).ptr;
  const std::string_view number{text, static_cast<std::size_t>(end - text)};
  out += number;
  if (!number.contains('.')) out += ".0";
}

void append_json_value(std::string& out, const Value& value) {
  std::visit(
      Overloaded{[&](std::monostate) { out += "null"; }, [&](bool truth) { out += truth ? "true" : "false"; },
                 [&](std::int64_t number) { codec::append_integer(out, number); },
                 [&](double number) { append_float(out, number); },
                 [&](UtcTime time) {
                   out += '"';
                   append_date(out, time, 'T');
                   out += '"';
                 },
                 [&](const std::string& text) { codec::JsonWriter(out).value(text); },
                 [&]<class T>(const List<T>& list) { append_list(out, list, ",", "null"); }},
      value);
}

void append_csv_value(std::string& out, const Value& value) {
  std::visit(Overloaded{[](std::monostate) {}, [&](bool truth) { out += truth ? "True" : "False"; },
                        [&](std::int64_t number) { codec::append_integer(out, number); },
                        [&](double number) { append_float(out, number); },
                        [&](UtcTime time) { append_date(out, time, ' '); },
                        [&](const std::string& text) { append_csv_text(out, text); },
                        [&]<class T>(const List<T>& list) {
                          std::string spelled;
                          append_list(spelled, list, ", ", "None");
                          append_csv_text(out, spelled);
                        }},
             value);
}

}  // namespace slipstream::openf1
