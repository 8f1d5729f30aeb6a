#pragma once

#include <memory>
#include <optional>

#include "http/event_stream.hpp"
#include "http/gatekeeper.hpp"

namespace slipstream::http {

/// Runs the route's handler; its error, and an exception that escapes it, become responses in the form of the
/// route. On the thread the route asks for.
[[nodiscard]] Response run_handler(const Admitted& admitted);
/// The same of the route's quick handler; nullopt if there is none or it has no answer.
[[nodiscard]] std::optional<Response> run_quick_handler(const Admitted& admitted);
[[nodiscard]] Result<std::unique_ptr<EventStream>> open_stream(const Admitted& admitted);

/// False, also when it throws: the stream is over.
[[nodiscard]] bool pull(EventStream& stream, std::string& out);

enum class Pulled { more, last, failed };
/// The next piece of a body; failed if making it throws.
[[nodiscard]] Pulled pull(BodySource& source, std::string& out);

}  // namespace slipstream::http
