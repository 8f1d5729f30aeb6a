// Request targets and query strings: what is accepted is UTF-8, a path, and free of control characters.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "http/target.hpp"
#include "http/text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace slipstream;
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  if (const auto target = http::parse_target(bytes)) {
    const bool good = target->path.starts_with('/') && http::is_utf8(target->path) &&
                      target->path.find('\n') == std::string::npos &&
                      target->path.find('\0') == std::string::npos;
    if (!good) std::abort();
  }
  if (const auto query = http::parse_query(bytes)) {
    for (const auto& [name, value] : query->items()) {
      if (!http::is_utf8(name) || !http::is_utf8(value) || query->get_all(name).empty()) std::abort();
    }
    (void)query->get_list("drivers");
  }
  std::string json;
  http::append_json_string(json, bytes);
  if (!http::is_utf8(json) || json.size() < 2) std::abort();
  return 0;
}
