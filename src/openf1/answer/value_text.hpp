#pragma once

#include <string>

#include "openf1/value.hpp"

/// Values as OpenF1 writes them.
namespace slipstream::openf1 {

/// "2025-10-25T21:30:00.005000+00:00", the fraction left out where it is zero; `separator` stands in place of
/// the T.
void append_date(std::string& out, UtcTime time, char separator);
/// As append_date, to memory of at least codec::kMaxTimeText bytes; returns the end.
char* put_date(char* to, UtcTime time, char separator);
/// The shortest text that reads back as `value`; whole numbers as "27.0". `value` must be finite.
void append_float(std::string& out, double value);

void append_json_value(std::string& out, const Value& value);

/// A field of a CSV line: null is empty, booleans True and False, lists in Python's spelling; quoted where it
/// must be.
void append_csv_value(std::string& out, const Value& value);

}  // namespace slipstream::openf1
