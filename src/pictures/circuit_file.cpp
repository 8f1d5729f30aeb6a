#include "pictures/circuit_file.hpp"

#include <cerrno>
#include <cmath>
#include <fstream>

#include <nlohmann/json.hpp>

#include "base/file_error.hpp"

namespace slipstream::pictures {
namespace {

using nlohmann::json;

constexpr std::uintmax_t kLargest = 4U << 20U;
constexpr std::size_t kMostCorners = 200;
constexpr double kLargestCoordinate = 1e6;  // 1/10 m from the origin

/// A number of an object; NaN if there is none of that name, or it is out of all reason.
double number_in(const json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number()) return std::nan("");
  const auto value = found->get<double>();
  return std::abs(value) <= kLargestCoordinate ? value : std::nan("");
}

Result<CornerMark> corner_of(const json& item, std::size_t index) {
  const auto wrong = [&](const char* what) {
    return fail(ErrorCode::invalid_input, "corners[{}]: {}", index, what);
  };
  if (!item.is_object()) return wrong("is no object");
  const auto place = item.find("trackPosition");
  const double number = number_in(item, "number");
  if (std::isnan(number)) return wrong("has no number");
  if (place == item.end() || !place->is_object()) return wrong("has no trackPosition");
  CornerMark corner{.name = std::to_string(std::lround(number)),
                    .x = number_in(*place, "x"),
                    .y = number_in(*place, "y"),
                    .label_deg = number_in(item, "angle")};
  if (std::isnan(corner.x) || std::isnan(corner.y)) return wrong("trackPosition has no x and y in 1/10 m");
  if (std::isnan(corner.label_deg)) corner.label_deg = 0;
  if (const auto letter = item.find("letter"); letter != item.end() && letter->is_string()) {
    corner.name += letter->get_ref<const std::string&>().substr(0, 2);
  }
  return corner;
}

}  // namespace

Result<CircuitMarks> parse_circuit(std::string_view text) {
  const json document = json::parse(text, nullptr, false);
  if (!document.is_object()) return fail(ErrorCode::invalid_input, "is no JSON object");
  const auto corners = document.find("corners");
  if (corners == document.end() || !corners->is_array()) {
    return fail(ErrorCode::invalid_input, "has no list of corners: it is no circuit as MultiViewer has it");
  }
  if (corners->size() > kMostCorners) {
    return fail(ErrorCode::invalid_input, "corners: {} are more than a circuit has", corners->size());
  }
  CircuitMarks marks{.corners = {}, .turned_deg = std::nullopt, .source = "corners of the circuit file"};
  for (std::size_t i = 0; i < corners->size(); ++i) {
    auto corner = corner_of((*corners)[i], i);
    if (!corner) return propagate(corner);
    marks.corners.push_back(std::move(*corner));
  }
  if (const double rotation = number_in(document, "rotation"); !std::isnan(rotation))
    marks.turned_deg = rotation;
  return marks;
}

Result<CircuitMarks> read_circuit_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return file_error(errno, "cannot read", path);
  std::string text;
  for (char block[4096]; file.read(block, sizeof block), file.gcount() > 0;) {
    text.append(block, static_cast<std::size_t>(file.gcount()));
    if (text.size() > kLargest) {
      return fail_at(path.string(), ErrorCode::invalid_input, "is too large for a circuit");
    }
  }
  if (file.bad() || !file.eof()) return fail_at(path.string(), ErrorCode::io, "cannot be read");
  auto marks = parse_circuit(text);
  if (!marks) return fail_at(path.string(), marks.error().code, "{}", marks.error().message);
  return marks;
}

}  // namespace slipstream::pictures
