#include "base/metrics.hpp"

namespace slipstream::base {

prometheus::Registry& metrics_registry() {
  static prometheus::Registry registry;
  return registry;
}

}  // namespace slipstream::base
