// The base64 of a telemetry packet, without its quotes → samples. The first byte chooses the topic.
#include <cstdint>
#include <string>

#include "source/payload.hpp"

using namespace slipstream::source;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static PayloadDecoder decoder;
  if (size == 0) return 0;
  const Topic& topic = *find_topic(data[0] % 2 == 0 ? "Position.z" : "CarData.z");
  const std::string packed{reinterpret_cast<const char*>(data) + 1, size - 1};
  const TextBuffer line('"' + packed + '"');
  static_cast<void>(decoder.decode(topic, line.padded()));
  return 0;
}
