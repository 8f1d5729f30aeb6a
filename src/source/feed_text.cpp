#include "source/feed_text.hpp"

#include <array>
#include <charconv>
#include <iterator>

#include <fmt/format.h>

#include "codec/json_escape.hpp"
#include "codec/json_writer.hpp"

namespace slipstream::source {
namespace {

template <class... Args>
void append(std::string& out, fmt::format_string<Args...> format, Args&&... args) {
  fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
}

template <class Number>
void append_shortest(std::string& out, Number number) {
  std::array<char, 32> text{};
  out.append(text.data(), std::to_chars(text.begin(), text.end(), number).ptr);
}

void append_seconds(std::string& out, Milliseconds time) {
  append(out, "{}.{:03}", time.count() / 1000, time.count() % 1000);
}

struct GapText {
  std::string& out;

  void operator()(const domain::GapTime& gap) const {
    out += '+';
    append_seconds(out, gap.behind);
  }
  void operator()(const domain::GapLaps& gap) const { append(out, "{}L", gap.laps); }
  void operator()(const domain::LeaderLap& leader) const { append(out, "LAP {}", leader.lap); }
};

}  // namespace

void spell(std::string& out, std::string_view text) {
  const std::size_t before = out.size();
  out.resize_and_overwrite(before + codec::kMaxEscapedByte * text.size(), [&](char* bytes, std::size_t) {
    return static_cast<std::size_t>(codec::put_escaped(bytes + before, text) - bytes);
  });
}

void spell(std::string& out, int number) { codec::append_integer(out, number); }
void spell(std::string& out, domain::CarNumber number) { codec::append_integer(out, number); }

void spell(std::string& out, double number) { append_shortest(out, number); }
void spell(std::string& out, float number) { append_shortest(out, number); }

void spell(std::string& out, bool truth) { out += truth ? "true" : "false"; }
void spell(std::string& out, Digit digit) { out += digit.value ? '1' : '0'; }

void spell(std::string& out, Decimal number) {
  const std::size_t before = out.size();
  spell(out, number.value);
  if (out.find_first_of(".e", before) == std::string::npos) out += ".0";
}

void spell(std::string& out, Milliseconds time) {
  const auto minutes = std::chrono::floor<std::chrono::minutes>(time);
  if (minutes.count() == 0) return append_seconds(out, time);
  const auto rest = time - minutes;
  const auto hours = std::chrono::floor<std::chrono::hours>(minutes);
  if (hours.count() == 0) {
    append(out, "{}:", minutes.count());
  } else {
    append(out, "{}:{:02}:", hours.count(), (minutes - hours).count());
  }
  append(out, "{:02}.{:03}", rest.count() / 1000, rest.count() % 1000);
}

void spell(std::string& out, LaneTime time) {
  const bool in_tenths = time.value.count() % 100 == 0;
  if (!in_tenths) return append_seconds(out, time.value);
  append(out, "{}.{}", time.value.count() / 1000, time.value.count() % 1000 / 100);
}

void spell(std::string& out, ClockTime time) {
  if (time.value < Milliseconds{0}) out += '-';
  const Milliseconds length = abs(time.value);
  const auto whole = std::chrono::floor<std::chrono::seconds>(length).count();
  append(out, "{:02}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  const auto millis = length.count() % 1000;
  if (millis != 0) append(out, ".{:03}", millis);
}

void spell(std::string& out, UtcTime time) { out += base::format_utc(time); }

void spell(std::string& out, PlainUtc time) {
  std::string text = base::format_utc(time.value);
  constexpr std::size_t kZone = 1;
  constexpr std::size_t kMillis = 4;
  const bool whole = time.value == std::chrono::floor<std::chrono::seconds>(time.value);
  text.resize(text.size() - kZone - (whole ? kMillis : 0));
  out += text;
}

void spell(std::string& out, const domain::Gap& gap) { std::visit(GapText{out}, gap); }
void spell(std::string& out, domain::Compound compound) { out += domain::to_string(compound); }

}  // namespace slipstream::source
