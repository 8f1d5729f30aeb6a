#pragma once

#include "api/context.hpp"
#include "http/router.hpp"

namespace slipstream::api {

/// All routes: the Grafana bridge (CONTRACTS §3.1), the native API and OpenF1's (§3.3), health and the
/// page.
[[nodiscard]] http::Router make_router(const ApiContext& context);

}  // namespace slipstream::api
