#pragma once

#include <string>
#include <string_view>

namespace slipstream::plot {

/// For XML, in text and in attributes: markup escaped, what XML 1.0 does not allow left out, bytes that are
/// not UTF-8 replaced by U+FFFD.
[[nodiscard]] std::string escape_xml(std::string_view text);

/// How wide a text is in px at most, or nearly, set in a sans-serif typeface of that size: the widths of
/// Helvetica and a sixth more, since a reader's machine may only have a wide one (DejaVu Sans, Verdana).
/// Other scripts are taken as 0.7 of the size a character.
[[nodiscard]] double text_width(std::string_view text, double size_px);

/// A length in px with at most one decimal, "12.3", "7"; never "-0".
[[nodiscard]] std::string short_number(double value);

}  // namespace slipstream::plot
