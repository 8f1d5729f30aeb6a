// The base64 of a telemetry packet, without its quotes → samples. The first byte chooses the topic.
#include <array>
#include <cstdint>
#include <string>

#include "source/payload.hpp"

using namespace slipstream::source;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static PayloadDecoder decoder;
  if (size == 0) return 0;
  constexpr std::array kTopics{"Position.z", "CarData.z", "CarCondition.z"};
  const Topic& topic = *find_topic(kTopics[data[0] % kTopics.size()]);
  const std::string packed{reinterpret_cast<const char*>(data) + 1, size - 1};
  const TextBuffer line('"' + packed + '"');
  static_cast<void>(decoder.decode(topic, line.padded()));
  return 0;
}
