#include "registry/avro_datum.hpp"

#include "registry/avro_datum_reader.hpp"

namespace slipstream::registry {

Result<std::string> avro_to_json(const AvroSchema& schema, std::string_view bytes) {
  return AvroDatumReader{schema, bytes}.read();
}

}  // namespace slipstream::registry
