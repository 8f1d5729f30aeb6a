#include "openf1/query/date_text.hpp"

#include "openf1/query/date_reader.hpp"

namespace slipstream::openf1 {

std::optional<DateText> parse_date_text(std::string_view text, UtcTime today) {
  DateReader reader(text);
  if (!reader.read()) return std::nullopt;
  return reader.result(today);
}

}  // namespace slipstream::openf1
