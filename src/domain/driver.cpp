#include "domain/driver.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace slipstream::domain {
namespace {

bool same_letters(std::string_view one, std::string_view other) {
  return std::ranges::equal(
      one, other, [](unsigned char a, unsigned char b) { return std::toupper(a) == std::toupper(b); });
}

std::optional<CarNumber> number_in(std::string_view text) {
  CarNumber number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
  return whole ? known_number(number) : std::nullopt;
}

}  // namespace

std::optional<std::size_t> find_driver(std::span<const Driver> drivers, std::string_view name) {
  const auto number = number_in(name);
  const auto found = std::ranges::find_if(drivers, [&](const Driver& driver) {
    return same_letters(driver.id.view(), name) || (number && driver.number == *number);
  });
  return found == drivers.end() ? std::nullopt
                                : std::optional{static_cast<std::size_t>(found - drivers.begin())};
}

}  // namespace slipstream::domain
