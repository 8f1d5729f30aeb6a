#pragma once

#include <string>
#include <vector>

#include "plot/canvas.hpp"

namespace slipstream::plot {

/// What stands around a picture.
struct Caption {
  std::string title;     ///< what it shows, in a few words
  std::string subtitle;  ///< of which session, and how to read it
  std::string note;      ///< at the foot: source, method; may be empty
};

/// Draws the caption and returns the box that is left for the picture. Texts longer than the canvas are cut
/// with an ellipsis, the note is broken into lines.
Box draw_caption(Canvas& canvas, const Caption& caption);

/// The text, or its beginning with an ellipsis if it is wider.
[[nodiscard]] std::string cut_to_width(const std::string& text, double size_px, double width_px);
/// The text in lines no wider than that, broken at spaces.
[[nodiscard]] std::vector<std::string> break_lines(const std::string& text, double size_px, double width_px);

/// One line of a legend: a name with the mark it explains.
struct LegendEntry {
  enum class Mark { line, block, none };  ///< none: room for a mark of the caller's
  std::string name;
  Pen pen;
  Mark mark = Mark::line;
};

/// In a row from `at` (the baseline's left end) to the right. Returns where it ends.
double draw_legend(Canvas& canvas, Place at, const std::vector<LegendEntry>& entries);

}  // namespace slipstream::plot
