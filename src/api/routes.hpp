#pragma once

#include <memory>

#include "api/context.hpp"
#include "http/router.hpp"

/// The route families; make_router calls each once.
namespace slipstream::api {

using SharedContext = std::shared_ptr<const ApiContext>;

void add_page_routes(http::Router& router, const SharedContext& context);
void add_health_routes(http::Router& router, const SharedContext& context);
void add_search_routes(http::Router& router, const SharedContext& context);
void add_query_routes(http::Router& router, const SharedContext& context);
void add_flat_routes(http::Router& router, const SharedContext& context);
void add_annotation_routes(http::Router& router, const SharedContext& context);
void add_metrics_routes(http::Router& router, const SharedContext& context);
void add_driver_routes(http::Router& router, const SharedContext& context);
void add_alert_routes(http::Router& router, const SharedContext& context);
void add_stats_routes(http::Router& router, const SharedContext& context);
void add_live_routes(http::Router& router, const SharedContext& context);
void add_replay_routes(http::Router& router, const SharedContext& context);
void add_session_routes(http::Router& router, const SharedContext& context);
void add_session_table_routes(http::Router& router, const SharedContext& context);
void add_circuit_routes(http::Router& router, const SharedContext& context);
void add_sql_routes(http::Router& router, const SharedContext& context);
void add_rule_routes(http::Router& router, const SharedContext& context);
void add_registry_routes(http::Router& router, const SharedContext& context);
void add_lab_routes(http::Router& router, const SharedContext& context);
void add_race_routes(http::Router& router, const SharedContext& context);
void add_topic_routes(http::Router& router, const SharedContext& context);
void add_openf1_routes(http::Router& router, const SharedContext& context);

}  // namespace slipstream::api
