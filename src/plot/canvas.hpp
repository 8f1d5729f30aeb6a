#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "plot/geometry.hpp"
#include "plot/ink.hpp"

namespace slipstream::plot {

enum class Dash : std::uint8_t { solid, dashed, dotted, dash_dotted };
enum class Anchor : std::uint8_t { start, middle, end };

/// How a line is drawn.
struct Pen {
  Ink ink;
  double width_px = 1.6;
  Dash dash = Dash::solid;
};

struct TextStyle {
  double size_px = 12;
  Ink ink = ink::kText2;
  Anchor anchor = Anchor::start;
  bool bold = false;
  bool halo = false;  ///< a rim of paper around it, so that it can stand on lines
  double turned_deg = 0;
};

/// Shapes and texts as SVG. Places are rounded to 0.1 px; NaN in a polyline breaks it, elsewhere it is a bug.
/// Colours become classes with a rule for light and one for dark paper.
class Canvas {
 public:
  Canvas(double width_px, double height_px, Theme theme);

  [[nodiscard]] Box box() const { return {0, 0, width_, height_}; }

  void line(Place from, Place to, const Pen& pen);
  /// Points that change nothing of the picture are left out.
  void polyline(std::span<const Place> places, const Pen& pen);
  void polygon(std::span<const Place> places, Ink fill, double opacity = 1);
  void rectangle(const Box& box, Ink fill, double opacity = 1, double radius_px = 0);
  void outline(const Box& box, const Pen& pen, double radius_px = 0);
  void circle(Place center, double radius_px, Ink fill, double opacity = 1);
  void ring(Place center, double radius_px, Ink fill, const Pen& pen);
  void text(Place at, std::string_view text, const TextStyle& style);

  /// What is drawn while it lives belongs together and has a name, shown where the pointer rests.
  class [[nodiscard]] Group {
   public:
    explicit Group(Canvas& canvas) : canvas_(canvas) {}
    Group(const Group&) = delete;
    Group& operator=(const Group&) = delete;
    ~Group() { canvas_.body_ += "</g>\n"; }

   private:
    Canvas& canvas_;
  };
  Group group(std::string_view name);

  /// The whole document; `title` and `description` are what a screen reader says.
  [[nodiscard]] std::string finish(std::string_view title, std::string_view description) const;

 private:
  [[nodiscard]] std::string fill_class(Ink ink);
  [[nodiscard]] std::string stroke_attributes(const Pen& pen);
  [[nodiscard]] std::string style_sheet() const;

  double width_, height_;
  Theme theme_;
  std::string body_;
  std::map<Ink, int> fills_, strokes_;  // to the number in the class's name
};

}  // namespace slipstream::plot
