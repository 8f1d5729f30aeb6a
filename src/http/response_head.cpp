#include "http/response_head.hpp"

#include <algorithm>
#include <array>
#include <ctime>

#include <fmt/format.h>

#include "http/errors.hpp"
#include "http/text.hpp"

namespace slipstream::http {
namespace {

void append_header(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += ": ";
  const auto value_at = out.size();
  out += value;
  std::replace_if(
      out.begin() + static_cast<std::ptrdiff_t>(value_at), out.end(),
      [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
  out += "\r\n";
}

bool has(const Response& response, std::string_view name) {
  return std::any_of(response.headers.begin(), response.headers.end(),
                     [&](const auto& header) { return equals_ignoring_case(header.first, name); });
}

void append_connection(std::string& out, const HeadContext& context) {
  if (!context.keep_alive) append_header(out, "Connection", "close");
  if (context.keep_alive && context.http_1_0) append_header(out, "Connection", "keep-alive");
}

void append_vary(std::string& out, const Response& response, const HeadContext& context) {
  if (context.varies_by_encoding && !has(response, "vary")) append_header(out, "Vary", "Accept-Encoding");
  if (context.allowed_origin.empty()) return;
  append_header(out, "Access-Control-Allow-Origin", context.allowed_origin);
  append_header(out, "Vary", "Origin");
}

}  // namespace

std::string response_head(const Response& response, const HeadContext& context) {
  std::string out;
  out.reserve(384);
  fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\n", response.status,
                 reason_phrase(response.status));
  append_header(out, "Date", context.date);
  if (!response.content_type.empty()) append_header(out, "Content-Type", response.content_type);
  const bool bodyless = response.status == 204 || response.status == 304;
  if (context.length && !bodyless) {
    fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", *context.length);
  }
  if (context.chunked) append_header(out, "Transfer-Encoding", "chunked");
  append_connection(out, context);
  append_vary(out, response, context);
  if (!has(response, "cache-control")) append_header(out, "Cache-Control", "no-store");
  append_header(out, "X-Content-Type-Options", "nosniff");
  for (const auto& [name, value] : response.headers) append_header(out, name, value);
  out += "\r\n";
  return out;
}

std::string http_date_now() {
  static constexpr std::array<const char*, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays[static_cast<std::size_t>(utc.tm_wday)],
                     utc.tm_mday, kMonths[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900,
                     utc.tm_hour, utc.tm_min, utc.tm_sec);
}

}  // namespace slipstream::http
