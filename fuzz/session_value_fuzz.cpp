#include <cstdint>
#include <cstdlib>
#include <string>

#include "codec/alert_json.hpp"
#include "codec/session_json.hpp"

/// A value of f1-session, f1-control or f1-alerts: what is read can be written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace codec = slipstream::codec;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::string written;
  if (const auto record = codec::read_session_message(text)) {
    codec::write_session_message(
        record->message, {record->produced_at, record->session_key, record->run_id, record->seq}, written);
    if (!codec::read_session_message(written)) std::abort();
  }
  written.clear();
  if (const auto command = codec::read_replay_command(text)) {
    codec::write_replay_command(*command, written);
    if (!codec::read_replay_command(written)) std::abort();
  }
  written.clear();
  if (const auto record = codec::read_alert(text)) {
    codec::write_alert(record->alert, {record->produced_at, record->session_key, record->run_id, record->seq},
                       written);
    if (!codec::read_alert(written)) std::abort();
  }
  return 0;
}
