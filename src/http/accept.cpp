#include "http/accept.hpp"

#include <algorithm>
#include <optional>

#include "http/text.hpp"

namespace slipstream::http {
namespace {

struct Weighted {
  std::string_view name;
  int quality = 1000;  // thousandths
};

// "1", "0.5", "0.125" → thousandths; what cannot be understood counts as not wanted.
int parse_quality(std::string_view text) {
  if (text.empty() || (text[0] != '0' && text[0] != '1')) return 0;
  if (text[0] == '1') return 1000;
  int value = 0;
  int unit = 100;
  for (std::size_t i = 2; i < text.size() && unit > 0; ++i, unit /= 10) {
    if (text[i] < '0' || text[i] > '9') return 0;
    value += (text[i] - '0') * unit;
  }
  return value;
}

Weighted parse_weighted(std::string_view item) {
  Weighted weighted;
  const auto end = std::min(item.find(';'), item.size());
  weighted.name = trim(item.substr(0, end));
  for (const auto parameter : split(item.substr(end), ';')) {
    if (parameter.starts_with("q=") || parameter.starts_with("Q=")) {
      weighted.quality = parse_quality(parameter.substr(2));
    }
  }
  return weighted;
}

// 3: the type itself, 2: "text/*", 1: "*/*", 0: another.
int specificity(std::string_view range, std::string_view media_type) {
  if (equals_ignoring_case(range, media_type)) return 3;
  if (range == "*/*") return 1;
  const auto slash = media_type.find('/');
  const bool whole_family =
      range.ends_with("/*") && slash != std::string_view::npos &&
      equals_ignoring_case(range.substr(0, range.size() - 1), media_type.substr(0, slash + 1));
  return whole_family ? 2 : 0;
}

}  // namespace

int media_quality(std::string_view accept, std::string_view media_type) {
  if (trim(accept).empty()) return 1000;
  int best = 0;
  int quality = 0;
  for (const auto item : split(accept, ',')) {
    const auto weighted = parse_weighted(item);
    const int rank = specificity(weighted.name, media_type);
    if (rank <= best) continue;
    best = rank;
    quality = weighted.quality;
  }
  return quality;
}

bool prefers_html(std::string_view accept) {
  return media_quality(accept, "text/html") > media_quality(accept, "application/json");
}

bool accepts_gzip(std::string_view accept_encoding) {
  std::optional<int> gzip, identity, any;
  for (const auto item : split(accept_encoding, ',')) {
    const auto weighted = parse_weighted(item);
    if (equals_ignoring_case(weighted.name, "gzip") || equals_ignoring_case(weighted.name, "x-gzip")) {
      gzip = weighted.quality;
    } else if (equals_ignoring_case(weighted.name, "identity")) {
      identity = weighted.quality;
    } else if (weighted.name == "*") {
      any = weighted.quality;
    }
  }
  const int wanted = gzip.value_or(any.value_or(0));
  return wanted > 0 && wanted >= identity.value_or(0);
}

}  // namespace slipstream::http
