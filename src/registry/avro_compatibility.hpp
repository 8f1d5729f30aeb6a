#pragma once

#include <string>
#include <vector>

#include "registry/avro_schema.hpp"

namespace slipstream::registry {

/// Why not all data written with `writer` can be read with `reader`, by the rules of "Schema Resolution" of
/// the Avro specification; one message each, with the path of fields in front, at most kMaxMessages. Empty:
/// all can be read. Names match as in Avro's Java library: the last parts are equal, or an alias of the
/// reader's is the writer's full name. Errors: invalid_input (too many or too deeply nested pairs of types to
/// compare). Thread-safe.
Result<std::vector<std::string>> avro_incompatibilities(const AvroSchema& reader, const AvroSchema& writer);

}  // namespace slipstream::registry
