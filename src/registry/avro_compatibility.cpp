#include "registry/avro_compatibility.hpp"

#include "registry/avro_comparison.hpp"

namespace slipstream::registry {

Result<std::vector<std::string>> avro_incompatibilities(const AvroSchema& reader, const AvroSchema& writer) {
  return AvroComparison{reader, writer}.run();
}

}  // namespace slipstream::registry
