#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "table/table.hpp"

namespace slipstream::table {

/// The name of the Parquet metadata in which Arrow keeps types that Parquet lacks: base64 of an IPC message
/// whose header is the schema (Arrow's Schema.fbs, a flatbuffer). pandas and polars write and read it; only
/// there does it say that an INT64 is a timedelta.
inline constexpr std::string_view kArrowSchemaKey = "ARROW:schema";

/// The metadata for these columns, durations as duration[ns].
[[nodiscard]] std::string encode_arrow_schema(const Table& columns);

struct DurationField {
  std::string name;
  std::chrono::nanoseconds unit;  ///< what one stands for
};

/// The durations among the fields. nullopt if the text is not such metadata. Trusts nothing in it.
[[nodiscard]] std::optional<std::vector<DurationField>> durations_of_arrow_schema(std::string_view base64);

}  // namespace slipstream::table
