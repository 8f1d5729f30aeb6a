#pragma once

#include <string>
#include <string_view>

namespace slipstream::plot {

/// For XML, in text and in attributes: markup escaped, what XML 1.0 does not allow left out, bytes that are
/// not UTF-8 replaced by U+FFFD.
[[nodiscard]] std::string escape_xml(std::string_view text);

/// About how wide a text is in px, set in a sans-serif typeface of that size: the widths of Helvetica, which
/// Arial and Liberation Sans have too. Other scripts are taken as 0.6 of the size a character.
[[nodiscard]] double text_width(std::string_view text, double size_px);

/// A length in px with at most one decimal, "12.3", "7"; never "-0".
[[nodiscard]] std::string short_number(double value);

}  // namespace slipstream::plot
