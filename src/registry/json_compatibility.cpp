#include "registry/json_compatibility.hpp"

#include "registry/json_comparison.hpp"

namespace slipstream::registry {

Result<std::vector<std::string>> json_incompatibilities(const nlohmann::json& reader,
                                                        const nlohmann::json& writer) {
  return JsonComparison{reader, writer}.run();
}

}  // namespace slipstream::registry
