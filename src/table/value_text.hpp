#pragma once

#include <cstdint>
#include <string>

/// Private to this room: values as CSV and JSON spell them, appended to a text without allocating for each.
namespace slipstream::table {

void append_integer_text(std::int64_t value, std::string& text);
/// The shortest that reads back as the same.
void append_double_text(double value, std::string& text);
/// Nanoseconds as seconds: 77.147, -0.5, 3.
void append_seconds_text(std::int64_t nanos, std::string& text);
/// Microseconds since 1970 as 2025-08-31 13:00:00.123000 with `separator` between date and time.
void append_timestamp_text(std::int64_t micros, char separator, std::string& text);

}  // namespace slipstream::table
