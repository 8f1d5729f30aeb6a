#include "table/chunk_columns.hpp"

#include <cmath>
#include <cstdint>
#include <limits>

namespace slipstream::table {
namespace {

constexpr std::int64_t kMicrosPerSecond = 1'000'000;
constexpr std::int64_t kMicrosPerDay = 86'400 * kMicrosPerSecond;

/// The values of a vector, and which are there.
struct VectorView {
  duckdb_vector vector;
  std::size_t count;
  const std::uint64_t* present;  ///< nullptr when all are

  [[nodiscard]] bool has(std::size_t row) const {
    return present == nullptr || ((present[row / 64] >> (row % 64)) & 1U) != 0;
  }
  template <class Value>
  [[nodiscard]] const Value* values() const {
    return static_cast<const Value*>(duckdb_vector_get_data(vector));
  }
};

/// Appends `convert(value)` of every value of the C type `Value`.
template <class Value, class Convert>
void append_each(const VectorView& view, Column& column, Convert convert) {
  const auto* values = view.values<Value>();
  for (std::size_t row = 0; row < view.count; ++row) {
    if (view.has(row)) {
      column.append(convert(values[row]));
    } else {
      column.append_missing();
    }
  }
}

template <class Value>
void append_widened(const VectorView& view, Column& column) {
  append_each<Value>(view, column, [](Value value) { return static_cast<std::int64_t>(value); });
}

/// Appends `convert(value)`, which gives nullopt for what 64 bits cannot hold.
template <class Value, class Convert>
Result<> append_narrowed(const VectorView& view, Column& column, std::string_view what, Convert convert) {
  const auto* values = view.values<Value>();
  for (std::size_t row = 0; row < view.count; ++row) {
    if (!view.has(row)) {
      column.append_missing();
      continue;
    }
    const std::optional<std::int64_t> value = convert(values[row]);
    if (!value) return fail_at(std::to_string(row), ErrorCode::invalid_input, "{}", what);
    column.append_integer(*value);
  }
  return {};
}

double to_double(duckdb_hugeint value) { return duckdb_hugeint_to_double(value); }
template <class Integer>
double to_double(Integer value) {
  return static_cast<double>(value);
}

template <class Integer>
void append_scaled(const VectorView& view, Column& column, std::uint8_t scale) {
  const double divisor = std::pow(10.0, scale);
  append_each<Integer>(view, column, [divisor](Integer value) { return to_double(value) / divisor; });
}

void append_decimals(const VectorView& view, duckdb_logical_type type, Column& column) {
  const std::uint8_t scale = duckdb_decimal_scale(type);
  switch (duckdb_decimal_internal_type(type)) {
    case DUCKDB_TYPE_SMALLINT: return append_scaled<std::int16_t>(view, column, scale);
    case DUCKDB_TYPE_INTEGER: return append_scaled<std::int32_t>(view, column, scale);
    case DUCKDB_TYPE_BIGINT: return append_scaled<std::int64_t>(view, column, scale);
    default: return append_scaled<duckdb_hugeint>(view, column, scale);
  }
}

void append_strings(const VectorView& view, Column& column) {
  auto* values = static_cast<duckdb_string_t*>(duckdb_vector_get_data(view.vector));
  for (std::size_t row = 0; row < view.count; ++row) {
    if (view.has(row)) {
      column.append_text({duckdb_string_t_data(&values[row]), duckdb_string_t_length(values[row])});
    } else {
      column.append_missing();
    }
  }
}

std::optional<std::int64_t> scaled(std::int64_t value, std::int64_t factor) {
  std::int64_t product = 0;
  return __builtin_mul_overflow(value, factor, &product) ? std::nullopt : std::optional{product};
}

/// Months have no length.
std::optional<std::int64_t> nanos_of(duckdb_interval interval) {
  if (interval.months != 0) return std::nullopt;
  const auto days = scaled(interval.days, kMicrosPerDay);
  std::int64_t micros = 0;
  if (!days || __builtin_add_overflow(*days, interval.micros, &micros)) return std::nullopt;
  return scaled(micros, 1'000);
}

std::optional<std::int64_t> narrowed(duckdb_hugeint value) {
  const bool fits = value.upper == (static_cast<std::int64_t>(value.lower) < 0 ? -1 : 0);
  return fits ? std::optional{static_cast<std::int64_t>(value.lower)} : std::nullopt;
}

std::optional<std::int64_t> narrowed(std::uint64_t value) {
  return value > std::numeric_limits<std::int64_t>::max() ? std::nullopt
                                                          : std::optional{static_cast<std::int64_t>(value)};
}

constexpr std::string_view kTooLarge = "a whole number is too large for 64 bits; CAST it to DOUBLE";
constexpr std::string_view kNoDuration = "an interval with months, or of centuries, is no duration";
constexpr std::string_view kNoTimestamp = "a time is too far away for microseconds in 64 bits";

template <class Value>
Result<> append_units(const VectorView& view, Column& column, std::string_view what, std::int64_t factor) {
  return append_narrowed<Value>(
      view, column, what, [factor](Value value) { return scaled(static_cast<std::int64_t>(value), factor); });
}

/// What needs a look at every value.
Result<> append_checked(const VectorView& view, duckdb_type type, Column& column) {
  switch (type) {
    case DUCKDB_TYPE_UBIGINT:
      return append_narrowed<std::uint64_t>(view, column, kTooLarge,
                                            [](std::uint64_t value) { return narrowed(value); });
    case DUCKDB_TYPE_HUGEINT:
      return append_narrowed<duckdb_hugeint>(view, column, kTooLarge,
                                             [](duckdb_hugeint value) { return narrowed(value); });
    case DUCKDB_TYPE_TIMESTAMP_S:
      return append_units<std::int64_t>(view, column, kNoTimestamp, kMicrosPerSecond);
    case DUCKDB_TYPE_TIMESTAMP_MS: return append_units<std::int64_t>(view, column, kNoTimestamp, 1'000);
    case DUCKDB_TYPE_DATE: return append_units<std::int32_t>(view, column, kNoTimestamp, kMicrosPerDay);
    case DUCKDB_TYPE_TIME: return append_units<std::int64_t>(view, column, kNoDuration, 1'000);
    case DUCKDB_TYPE_INTERVAL: return append_narrowed<duckdb_interval>(view, column, kNoDuration, nanos_of);
    default: return fail(ErrorCode::internal, "a vector of type {} reached a table", static_cast<int>(type));
  }
}

}  // namespace

std::optional<Type> natural_type(duckdb_type type) {
  switch (type) {
    case DUCKDB_TYPE_BOOLEAN: return Type::boolean;
    case DUCKDB_TYPE_TINYINT:
    case DUCKDB_TYPE_SMALLINT:
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_UTINYINT:
    case DUCKDB_TYPE_USMALLINT:
    case DUCKDB_TYPE_UINTEGER:
    case DUCKDB_TYPE_UBIGINT:
    case DUCKDB_TYPE_HUGEINT: return Type::int64;
    case DUCKDB_TYPE_FLOAT:
    case DUCKDB_TYPE_DOUBLE:
    case DUCKDB_TYPE_DECIMAL: return Type::float64;
    case DUCKDB_TYPE_VARCHAR: return Type::text;
    case DUCKDB_TYPE_TIMESTAMP:
    case DUCKDB_TYPE_TIMESTAMP_S:
    case DUCKDB_TYPE_TIMESTAMP_MS:
    case DUCKDB_TYPE_TIMESTAMP_NS:
    case DUCKDB_TYPE_TIMESTAMP_TZ:
    case DUCKDB_TYPE_DATE: return Type::timestamp;
    case DUCKDB_TYPE_TIME:
    case DUCKDB_TYPE_INTERVAL: return Type::duration;
    default: return std::nullopt;
  }
}

Result<> append_vector(duckdb_vector vector, std::size_t count, Column& column) {
  const LogicalType type{duckdb_vector_get_column_type(vector)};
  const VectorView view{vector, count, duckdb_vector_get_validity(vector)};
  const duckdb_type id = duckdb_get_type_id(type.get());
  switch (id) {
    case DUCKDB_TYPE_BOOLEAN: append_each<bool>(view, column, [](bool value) { return value; }); return {};
    case DUCKDB_TYPE_TINYINT: append_widened<std::int8_t>(view, column); return {};
    case DUCKDB_TYPE_SMALLINT: append_widened<std::int16_t>(view, column); return {};
    case DUCKDB_TYPE_INTEGER: append_widened<std::int32_t>(view, column); return {};
    case DUCKDB_TYPE_UTINYINT: append_widened<std::uint8_t>(view, column); return {};
    case DUCKDB_TYPE_USMALLINT: append_widened<std::uint16_t>(view, column); return {};
    case DUCKDB_TYPE_UINTEGER: append_widened<std::uint32_t>(view, column); return {};
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_TIMESTAMP:
    case DUCKDB_TYPE_TIMESTAMP_TZ:
      column.append_integers({view.values<std::int64_t>(), count}, view.present);
      return {};
    case DUCKDB_TYPE_TIMESTAMP_NS:
      append_each<std::int64_t>(
          view, column, [](std::int64_t nanos) { return (nanos - (nanos % 1'000 + 1'000) % 1'000) / 1'000; });
      return {};
    case DUCKDB_TYPE_FLOAT:
      append_each<float>(view, column, [](float value) { return static_cast<double>(value); });
      return {};
    case DUCKDB_TYPE_DOUBLE: column.append_doubles({view.values<double>(), count}, view.present); return {};
    case DUCKDB_TYPE_DECIMAL: append_decimals(view, type.get(), column); return {};
    case DUCKDB_TYPE_VARCHAR: append_strings(view, column); return {};
    default: return append_checked(view, id, column);
  }
}

}  // namespace slipstream::table
