// The bytes of a CSV file → a table of telemetry → a session. Whatever is in it, the session is in order.
#include <sys/mman.h>
#include <unistd.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "prepare/from_table/table_record.hpp"
#include "prepare/from_table/table_session_builder.hpp"
#include "prepare/tables/session_tables.hpp"

namespace {

using namespace slipstream;

/// A file without a name, gone with this.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view content) : file_(memfd_create("table", 0)) {
    if (file_ < 0 || write(file_, content.data(), content.size()) != static_cast<ssize_t>(content.size())) {
      std::abort();
    }
  }
  ~MemoryFile() { close(file_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }

 private:
  int file_;
};

void expect_finite(const std::optional<double>& value) {
  if (value && !std::isfinite(*value)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  if (text.starts_with("PAR1")) return 0;  // DuckDB's to read
  const MemoryFile file(text);
  const auto table = source::read_session_table(file.path());
  if (!table) return 0;
  const auto session = prepare::TableSessionBuilder{*table}.build({}, {});
  const auto record = prepare::record_of_table(*table);
  if (session.has_value() != record.has_value()) std::abort();
  if (!session) return 0;
  for (const prepare::TableKind kind : prepare::all_table_kinds()) {
    static_cast<void>(prepare::make_table(*record, kind, {}, prepare::Sentinels::missing));
  }
  for (std::size_t i = 0; i < session->record_count(); ++i) {
    if (i > 0 && session->record_time(i) < session->record_time(i - 1)) std::abort();
    const domain::TelemetrySample sample = session->record(i);
    for (const auto& value : {sample.speed_kmh, sample.rpm, sample.throttle_pct, sample.brake_pct, sample.x,
                              sample.y, sample.z, sample.distance_m}) {
      expect_finite(value);
    }
  }
  return 0;
}
