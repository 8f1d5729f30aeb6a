#include "embedded_page.hpp"

namespace slipstream::web {

std::span<const EmbeddedFile> embedded_page() { return {}; }

}  // namespace slipstream::web
