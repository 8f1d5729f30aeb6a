#include "pictures/styles.hpp"

#include <array>
#include <map>

namespace slipstream::pictures {

using domain::Compound;
using plot::rgb;

plot::Pen slot_pen(std::size_t slot) {
  static constexpr std::array<plot::Pen, kMostSlots> kPens{{
      {plot::ink::kSlotA, 1.9, plot::Dash::solid},
      {plot::ink::kSlotB, 1.9, plot::Dash::dashed},
      {plot::ink::kSlotC, 1.9, plot::Dash::dotted},
      {plot::ink::kSlotD, 1.9, plot::Dash::dash_dotted},
  }};
  return kPens[slot];
}

std::vector<plot::Pen> team_pens(std::span<const domain::Driver> drivers) {
  std::vector<plot::Pen> pens;
  std::map<std::string, int> cars;
  for (const domain::Driver& driver : drivers) {
    const auto color = plot::parse_rgb(driver.team_color);
    const bool second = !driver.team.empty() && cars[driver.team]++ % 2 == 1;
    pens.push_back({color ? plot::readable(*color) : plot::ink::kText3, 2.2,
                    second ? plot::Dash::dashed : plot::Dash::solid});
  }
  return pens;
}

TyreStyle tyre_style(Compound compound) {
  switch (compound) {
    case Compound::soft: return {"S", "soft", {rgb(0xc61f2c), rgb(0xff6b6f)}};
    case Compound::medium: return {"M", "medium", {rgb(0x806000), rgb(0xf0c53a)}};
    case Compound::hard: return {"H", "hard", {rgb(0x2d363f), rgb(0xe9edf1)}};
    case Compound::intermediate: return {"I", "intermediate", {rgb(0x1a7434), rgb(0x4ec96c)}};
    case Compound::wet: return {"W", "wet", {rgb(0x1c5cb8), rgb(0x62a8ff)}};
    case Compound::hypersoft: return {"HS", "hypersoft", {rgb(0xb0407f), rgb(0xff9ecb)}};
    case Compound::ultrasoft: return {"US", "ultrasoft", {rgb(0x7124c4), rgb(0xcf9bff)}};
    case Compound::supersoft: return {"SS", "supersoft", {rgb(0xa85400), rgb(0xff9a5c)}};
    case Compound::superhard: return {"SH", "superhard", {rgb(0x7a4a1c), rgb(0xd9a066)}};
    case Compound::unknown: break;
  }
  return {"?", "not known", plot::ink::kText3};
}

}  // namespace slipstream::pictures
