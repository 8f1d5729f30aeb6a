// The bytes of a recording → messages in order → events, as open_source reads a file.
#include <cstdint>
#include <string_view>

#include "source/recording.hpp"
#include "source/recording_source.hpp"

using namespace slipstream::source;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  InputReport report;
  const std::string_view input{reinterpret_cast<const char*>(data), size};
  auto recording = Recording::from_text("recording", TextBuffer(input), report, {}, {});
  if (!recording) return 0;
  RecordingSource source(std::move(*recording), std::move(report));
  while (true) {
    const auto event = source.next();
    if (!event || !*event) return 0;
  }
}
