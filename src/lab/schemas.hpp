#pragma once

#include <string_view>

/// The schemas of the lab's records, as they are registered (CONTRACTS §1).
namespace slipstream::lab {

/// Avro, of the values of `f1-driver-positions`; subject "<topic>-value". The logical type stands beside the
/// type, where Avro ignores it, as in the lab's own schema: its clients count on a number.
inline constexpr std::string_view kPositionSchema =
    R"({"type":"record","name":"LeaderboardUpdate","namespace":"com.f1leaderboard","fields":[)"
    R"({"name":"driver_name","type":"string"},)"
    R"({"name":"position","type":"int"},)"
    R"({"name":"timestamp","type":"long","logicalType":"timestamp-millis"},)"
    R"({"name":"race_id","type":["null","string"],"default":null},)"
    R"({"name":"team_name","type":"string"},)"
    R"({"name":"speed","type":"double"}]})";

/// Avro, of the keys of `driver-avg-speed`, named as Flink registers it; subject "<topic>-key".
inline constexpr std::string_view kAverageKeySchema =
    R"({"type":"record","name":"record","namespace":"org.apache.flink.avro.generated","fields":[)"
    R"({"name":"driver_name","type":"string"},{"name":"race_id","type":"string"}]})";

/// JSON Schema, of its values; subject "<topic>-value".
inline constexpr std::string_view kAverageSchema =
    R"({"$schema":"http://json-schema.org/draft-07/schema#","title":"Average speed of a driver in a race",)"
    R"("type":"object","properties":{"avg_speed":{"type":["number","null"],"description":"km/h"}}})";

}  // namespace slipstream::lab
