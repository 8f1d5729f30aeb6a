#include "plot/canvas.hpp"

#include <cassert>
#include <cmath>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "plot/polyline.hpp"
#include "plot/text.hpp"

namespace slipstream::plot {
namespace {

constexpr std::string_view kFonts =
    "'Segoe UI','Helvetica Neue',Helvetica,'Noto Sans','Liberation Sans',Arial,sans-serif";

std::string_view dash_attribute(Dash dash) {
  switch (dash) {
    case Dash::solid: return "";
    case Dash::dashed: return " stroke-dasharray=\"6 3\"";
    case Dash::dotted: return " stroke-dasharray=\"1.5 3\"";
    case Dash::dash_dotted: return " stroke-dasharray=\"8 3 1.5 3\"";
  }
  return "";
}

std::string opacity_attribute(double opacity) {
  return opacity < 1 ? fmt::format(" opacity=\"{:.2g}\"", opacity) : "";
}

std::string box_attributes(const Box& box, double radius_px) {
  return fmt::format("x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}", short_number(box.left),
                     short_number(box.top), short_number(box.width), short_number(box.height),
                     radius_px > 0 ? fmt::format(" rx=\"{}\"", short_number(radius_px)) : "");
}

std::string center_attributes(Place center, double radius_px) {
  return fmt::format("cx=\"{}\" cy=\"{}\" r=\"{}\"", short_number(center.x), short_number(center.y),
                     short_number(radius_px));
}

/// The class's number: classes are numbered as they are first used.
int number_of(std::map<Ink, int>& known, Ink ink) {
  return known.try_emplace(ink, static_cast<int>(known.size())).first->second;
}

std::string rules(const std::map<Ink, int>& inks, char prefix, std::string_view property, Rgb Ink::* paper) {
  std::string text;
  for (const auto& [ink, number] : inks) {
    text += fmt::format(".{}{}{{{}:{}}}", prefix, number, property, to_string(ink.*paper));
  }
  return text;
}

}  // namespace

Canvas::Canvas(double width_px, double height_px, Theme theme)
    : width_(width_px), height_(height_px), theme_(theme) {
  rectangle(box(), ink::kPaper);
}

std::string Canvas::fill_class(Ink ink) { return fmt::format("f{}", number_of(fills_, ink)); }

std::string Canvas::stroke_attributes(const Pen& pen) {
  return fmt::format("class=\"s{}\" stroke-width=\"{}\"{}", number_of(strokes_, pen.ink),
                     short_number(pen.width_px), dash_attribute(pen.dash));
}

void Canvas::line(Place from, Place to, const Pen& pen) {
  body_ += fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" {}/>\n", short_number(from.x),
                       short_number(from.y), short_number(to.x), short_number(to.y), stroke_attributes(pen));
}

void Canvas::polyline(std::span<const Place> places, const Pen& pen) {
  for (const std::string& points : polyline_points(places)) {
    body_ += fmt::format("<polyline points=\"{}\" fill=\"none\" stroke-linejoin=\"round\"{} {}/>\n", points,
                         pen.dash == Dash::solid ? " stroke-linecap=\"round\"" : "", stroke_attributes(pen));
  }
}

void Canvas::polygon(std::span<const Place> places, Ink fill, double opacity) {
  for (const std::string& points : polyline_points(places)) {
    body_ += fmt::format("<polygon points=\"{}\" class=\"{}\"{}/>\n", points, fill_class(fill),
                         opacity_attribute(opacity));
  }
}

void Canvas::rectangle(const Box& box, Ink fill, double opacity, double radius_px) {
  body_ += fmt::format("<rect {} class=\"{}\"{}/>\n", box_attributes(box, radius_px), fill_class(fill),
                       opacity_attribute(opacity));
}

void Canvas::outline(const Box& box, const Pen& pen, double radius_px) {
  body_ +=
      fmt::format("<rect {} fill=\"none\" {}/>\n", box_attributes(box, radius_px), stroke_attributes(pen));
}

void Canvas::circle(Place center, double radius_px, Ink fill, double opacity) {
  body_ += fmt::format("<circle {} class=\"{}\"{}/>\n", center_attributes(center, radius_px),
                       fill_class(fill), opacity_attribute(opacity));
}

void Canvas::ring(Place center, double radius_px, Ink fill, const Pen& pen) {
  circle(center, radius_px, fill);
  body_ += fmt::format("<circle {} fill=\"none\" {}/>\n", center_attributes(center, radius_px),
                       stroke_attributes(pen));
}

void Canvas::text(Place at, std::string_view text, const TextStyle& style) {
  std::string attributes;
  if (style.anchor == Anchor::middle) attributes += " text-anchor=\"middle\"";
  if (style.anchor == Anchor::end) attributes += " text-anchor=\"end\"";
  if (style.bold) attributes += " font-weight=\"600\"";
  if (style.turned_deg != 0) {
    attributes += fmt::format(" transform=\"rotate({} {} {})\"", short_number(style.turned_deg),
                              short_number(at.x), short_number(at.y));
  }
  std::string classes = fill_class(style.ink);
  if (style.halo) classes += fmt::format(" h s{}", number_of(strokes_, ink::kPaper));
  body_ +=
      fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"{}\" class=\"{}\"{}>{}</text>\n", short_number(at.x),
                  short_number(at.y), short_number(style.size_px), classes, attributes, escape_xml(text));
}

Canvas::Group Canvas::group(std::string_view name) {
  body_ += fmt::format("<g><title>{}</title>\n", escape_xml(name));
  return Group{*this};
}

std::string Canvas::style_sheet() const {
  const auto of = [this](Rgb Ink::* paper) {
    return rules(fills_, 'f', "fill", paper) + rules(strokes_, 's', "stroke", paper);
  };
  std::string sheet = fmt::format(
      "text{{font-family:{};font-variant-numeric:tabular-nums}}"
      ".h{{paint-order:stroke;stroke-width:3px;stroke-linejoin:round}}",
      kFonts);
  sheet += of(theme_ == Theme::dark ? &Ink::dark : &Ink::light);
  if (theme_ == Theme::automatic) {
    sheet += fmt::format("@media (prefers-color-scheme:dark){{{}}}", of(&Ink::dark));
  }
  return sheet;
}

std::string Canvas::finish(std::string_view title, std::string_view description) const {
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" "
      "role=\"img\" aria-labelledby=\"title description\">\n"
      "<title id=\"title\">{2}</title>\n<desc id=\"description\">{3}</desc>\n"
      "<style>{4}</style>\n{5}</svg>\n",
      short_number(width_), short_number(height_), escape_xml(title), escape_xml(description), style_sheet(),
      body_);
}

}  // namespace slipstream::plot
