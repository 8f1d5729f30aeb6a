#include "plot/frame.hpp"

#include <algorithm>

#include "plot/text.hpp"

namespace slipstream::plot {
namespace {

constexpr double kMargin = 24;
constexpr double kTitleSize = 20, kSubtitleSize = 13, kNoteSize = 11, kNoteLine = 15;
constexpr double kMarkWidth = 22, kLegendSize = 12;

void draw_mark(Canvas& canvas, Place at, const LegendEntry& entry) {
  const double middle = at.y - 4;
  switch (entry.mark) {
    case LegendEntry::Mark::line: canvas.line({at.x, middle}, {at.x + kMarkWidth, middle}, entry.pen); break;
    case LegendEntry::Mark::block:
      canvas.rectangle({at.x, middle - 5, kMarkWidth - 6, 10}, entry.pen.ink, 1, 2);
      break;
    case LegendEntry::Mark::none: break;
  }
}

}  // namespace

std::string cut_to_width(const std::string& text, double size_px, double width_px) {
  if (text_width(text, size_px) <= width_px) return text;
  std::string cut = text;
  while (!cut.empty() && text_width(cut + "\u2026", size_px) > width_px) {
    while (!cut.empty() && (static_cast<unsigned char>(cut.back()) & 0xC0U) == 0x80U) cut.pop_back();
    if (!cut.empty()) cut.pop_back();
  }
  return cut + "\u2026";
}

std::vector<std::string> break_lines(const std::string& text, double size_px, double width_px) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    begin = end + 1;
    if (!lines.empty() && text_width(lines.back() + ' ' + word, size_px) <= width_px) {
      lines.back() += ' ' + word;
    } else {
      lines.push_back(word);
    }
  }
  return lines;
}

Box draw_caption(Canvas& canvas, const Caption& caption) {
  const Box page = canvas.box();
  const double width = page.width - 2 * kMargin;
  canvas.text({kMargin, 36}, cut_to_width(caption.title, kTitleSize * 1.08, width),
              {.size_px = kTitleSize, .ink = ink::kText, .bold = true});
  canvas.text({kMargin, 57}, cut_to_width(caption.subtitle, kSubtitleSize, width),
              {.size_px = kSubtitleSize, .ink = ink::kText2});
  const auto lines = break_lines(caption.note, kNoteSize, width);
  double y = page.height - 16 - kNoteLine * (static_cast<double>(lines.size()) - 1);
  const double foot = lines.empty() ? 16 : page.height - y + 20;
  for (const std::string& line : lines) {
    canvas.text({kMargin, y}, line, {.size_px = kNoteSize, .ink = ink::kText3});
    y += kNoteLine;
  }
  return page.inset(kMargin, 72, kMargin, foot);
}

double draw_legend(Canvas& canvas, Place at, const std::vector<LegendEntry>& entries) {
  for (const LegendEntry& entry : entries) {
    draw_mark(canvas, at, entry);
    at.x += kMarkWidth + 6;
    canvas.text(at, entry.name, {.size_px = kLegendSize, .ink = ink::kText});
    at.x += text_width(entry.name, kLegendSize) + 20;
  }
  return at.x;
}

}  // namespace slipstream::plot
