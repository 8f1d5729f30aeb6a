#include <utility>

#include "source/archive_file.hpp"
#include "source/payload.hpp"
#include "source/source.hpp"

namespace slipstream::source {
namespace {

/// Of the file of that topic, which is small.
Result<std::optional<SessionInfoUpdate>> read_topic_file(const std::filesystem::path& path) {
  InputReport report;
  const auto file = ArchiveFile::read(path, report);
  if (!file) return std::unexpected(file.error());
  PayloadDecoder decoder;
  for (const StampedLine& line : file->lines) {
    auto payload = decoder.decode(*file->topic, line.json);
    if (payload) return std::get<SessionInfoUpdate>(std::move(payload->body));
  }
  return std::nullopt;
}

}  // namespace

Result<std::optional<SessionInfoUpdate>> read_session_info(const std::filesystem::path& path) {
  const auto topic_file = path / ("SessionInfo" + std::string{kArchiveExtension});
  std::error_code error;
  if (std::filesystem::is_regular_file(topic_file, error)) return read_topic_file(topic_file);
  auto source = open_source(path);
  if (!source) return propagate(source);
  while (true) {
    auto event = (*source)->next();
    if (!event) return propagate(event);
    if (!*event) return std::nullopt;
    if (auto* info = std::get_if<SessionInfoUpdate>(&(*event)->body)) return std::move(*info);
  }
}

}  // namespace slipstream::source
