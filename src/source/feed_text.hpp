#pragma once

#include <string>
#include <string_view>

#include "base/time.hpp"
#include "domain/driver.hpp"
#include "domain/timing.hpp"
#include "domain/tyre.hpp"

/// Spells values as the feed does: each appends its text to `out`. The counterpart of json_fields' readers.
namespace slipstream::source {

/// Seconds alone however long it took, "31.0": how pit stops are sent.
struct LaneTime {
  Milliseconds value;
};
/// "00:17:59".
struct ClockTime {
  Milliseconds value;
};
/// With at least one decimal, "27.0": how the weather is sent.
struct Decimal {
  double value;
};
/// "1" and "0" where the feed has digits for what is true and false.
struct Digit {
  bool value;
};
/// Whole seconds without a zone, "2025-10-25T21:18:00": race control's time.
struct PlainUtc {
  UtcTime value;
};

void spell(std::string& out, std::string_view text);  ///< escaped for JSON
void spell(std::string& out, int number);
void spell(std::string& out, domain::CarNumber number);
void spell(std::string& out, double number);  ///< shortest form that reads the same
void spell(std::string& out, float number);
void spell(std::string& out, bool truth);  ///< "true"
void spell(std::string& out, Digit digit);
void spell(std::string& out, Decimal number);
void spell(std::string& out, Milliseconds time);  ///< "1:17.147", "27.331"; not negative
void spell(std::string& out, LaneTime time);
void spell(std::string& out, ClockTime time);
void spell(std::string& out, UtcTime time);
void spell(std::string& out, PlainUtc time);
void spell(std::string& out, const domain::Gap& gap);  ///< "+1.234", "5L", "LAP 9"
void spell(std::string& out, domain::Compound compound);

}  // namespace slipstream::source
