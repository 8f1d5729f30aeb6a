// A circuit's JSON, as people bring it → corners: finite places, names that stay names in SVG.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "pictures/circuit_file.hpp"
#include "plot/text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace slipstream;
  const auto marks = pictures::parse_circuit({reinterpret_cast<const char*>(data), size});
  if (!marks) return 0;
  for (const pictures::CornerMark& corner : marks->corners) {
    const bool good = std::isfinite(corner.x) && std::isfinite(corner.y) && std::isfinite(corner.label_deg) &&
                      plot::escape_xml(corner.name).find('<') == std::string::npos;
    if (!good) std::abort();
  }
  return 0;
}
