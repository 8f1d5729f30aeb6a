#include "base/logging.hpp"

#include <memory>

#include <spdlog/sinks/stdout_color_sinks.h>

namespace slipstream::base {

Result<> start_logging(std::string_view level) {
  const auto parsed = spdlog::level::from_str(std::string{level});
  if (parsed == spdlog::level::off && level != "off") {
    return fail(ErrorCode::invalid_argument,
                "unknown log level '{}': use trace, debug, info, warn, error or off", level);
  }
  auto logger =
      std::make_shared<spdlog::logger>("slipstream", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
  logger->set_pattern("%H:%M:%S.%e %^%-5l%$ %v");
  logger->set_level(parsed);
  logger->flush_on(spdlog::level::trace);
  spdlog::set_default_logger(std::move(logger));
  return {};
}

}  // namespace slipstream::base
