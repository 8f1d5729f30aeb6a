#include "library/official/site_url.hpp"

#include <fmt/format.h>

namespace slipstream::library {
namespace {

bool is_plain(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         std::string_view{"-._~/"}.find(c) != std::string_view::npos;
}

}  // namespace

std::string site_url(std::string_view base, std::string_view path) {
  std::string url{base};
  if (!url.ends_with('/')) url += '/';
  for (const char c : path) {
    if (is_plain(c)) {
      url += c;
    } else {
      url += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return url;
}

}  // namespace slipstream::library
