#include "cli/record_values.hpp"

#include <utility>

#include <spdlog/spdlog.h>

#include "cli/open_schemas.hpp"

namespace slipstream::cli {

std::optional<registry::DecodedRecord> RecordValues::decode(std::string_view bytes) {
  if (!registry::unframe(bytes)) return std::nullopt;
  registry::FramedDecoder* reader = decoder();
  if (reader == nullptr) return std::nullopt;
  auto decoded = reader->decode(bytes);
  if (decoded) return std::move(*decoded);
  warn_once(decoded.error());
  return std::nullopt;
}

registry::FramedDecoder* RecordValues::decoder() {
  if (!std::exchange(looked_for_, true)) {
    auto schemas = open_schemas(log_, context_.settings, context_.stop);
    if (schemas) {
      schemas_ = std::move(*schemas);
      decoder_.emplace(*schemas_);
    } else {
      warn_once(schemas.error());
    }
  }
  return decoder_ ? &*decoder_ : nullptr;
}

void RecordValues::warn_once(const Error& error) {
  if (!std::exchange(warned_, true)) spdlog::warn("shown as it is: {}", error.to_string());
}

}  // namespace slipstream::cli
