#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "registry/avro_schema.hpp"
#include "registry/framing.hpp"
#include "registry/schemas.hpp"

namespace slipstream::registry {

/// A framed record as JSON.
struct DecodedRecord {
  std::int32_t schema_id = 0;
  SchemaType type = SchemaType::avro;
  std::string json;
};

/// Makes JSON of framed records of any schema. Asks once for each; for one that it could not get, it asks
/// again after a while. One thread at a time.
class FramedDecoder {
 public:
  /// `schemas` must outlive it.
  explicit FramedDecoder(Schemas& schemas) : schemas_(schemas) {}

  /// Errors: invalid_input (no frame, or a body that is not what its schema says), and those of
  /// Schemas::schema.
  Result<DecodedRecord> decode(std::string_view bytes);

 private:
  using Clock = std::chrono::steady_clock;
  struct Known {
    SchemaType type = SchemaType::avro;
    std::optional<AvroSchema> avro;  ///< of type avro
    std::optional<Error> failure;    ///< why there is none
    Clock::time_point ask_again;     ///< after a failure
  };

  const Known& known(std::int32_t id);
  Known ask(std::int32_t id);

  Schemas& schemas_;
  std::map<std::int32_t, Known> known_;
};

}  // namespace slipstream::registry
