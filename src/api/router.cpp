#include "api/router.hpp"

#include <memory>

#include "api/routes.hpp"

namespace slipstream::api {

http::Router make_router(const ApiContext& context) {
  const SharedContext shared = std::make_shared<const ApiContext>(context);
  http::Router router;
  add_health_routes(router, shared);
  add_search_routes(router, shared);
  add_query_routes(router, shared);
  add_flat_routes(router, shared);
  add_annotation_routes(router, shared);
  add_metrics_routes(router, shared);
  add_driver_routes(router, shared);
  add_alert_routes(router, shared);
  add_stats_routes(router, shared);
  add_live_routes(router, shared);
  add_replay_routes(router, shared);
  add_session_routes(router, shared);
  add_session_table_routes(router, shared);
  add_circuit_routes(router, shared);
  add_sql_routes(router, shared);
  add_rule_routes(router, shared);
  add_registry_routes(router, shared);
  add_lab_routes(router, shared);
  add_race_routes(router, shared);
  add_topic_routes(router, shared);
  add_openf1_routes(router, shared);
  add_page_routes(router, shared);
  return router;
}

}  // namespace slipstream::api
