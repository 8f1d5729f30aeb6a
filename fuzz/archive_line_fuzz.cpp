// A topic's name, a line feed, and a line of its *.jsonStream file → an event.
#include <cstdint>
#include <string_view>

#include "source/payload.hpp"
#include "source/stamp.hpp"

using namespace slipstream::source;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static PayloadDecoder decoder;
  const std::string_view input{reinterpret_cast<const char*>(data), size};
  const auto name_end = input.find('\n');
  if (name_end == std::string_view::npos) return 0;
  const Topic* topic = find_topic(input.substr(0, name_end));
  const TextBuffer line(input.substr(name_end + 1));
  if (topic == nullptr || !parse_stamp(line.text())) return 0;
  static_cast<void>(decoder.decode(*topic, line.padded().suffix(kStampSize)));
  return 0;
}
