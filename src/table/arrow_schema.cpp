#include "table/arrow_schema.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <utility>

#include "base/base64.hpp"

namespace slipstream::table {
namespace {

// Numbers of Arrow's Message.fbs and Schema.fbs.
constexpr std::uint32_t kContinuation = 0xFFFFFFFF;
constexpr std::uint32_t kMetadataV5 = 4;
constexpr std::uint32_t kHeaderIsSchema = 1;
/// Places of fields in their flatbuffer tables.
struct MessageField {
  static constexpr std::size_t kVersion = 0, kHeaderType = 1, kHeader = 2;
};
struct SchemaField {
  static constexpr std::size_t kFields = 1;
};
struct FieldField {
  static constexpr std::size_t kName = 0, kNullable = 1, kTypeType = 2, kType = 3, kChildren = 5;
};
struct TypeTag {
  static constexpr std::uint32_t kInt = 2, kFloatingPoint = 3, kUtf8 = 5, kBool = 6, kTimestamp = 10,
                                 kDuration = 18;
};
constexpr std::uint32_t kDoublePrecision = 2;
constexpr std::array kUnits{std::chrono::nanoseconds{1'000'000'000}, std::chrono::nanoseconds{1'000'000},
                            std::chrono::nanoseconds{1'000}, std::chrono::nanoseconds{1}};
constexpr std::uint32_t kMillisecondUnit = 1;
constexpr std::uint32_t kMicrosecondUnit = 2;
constexpr std::uint32_t kNanosecondUnit = 3;

/// Writes a flatbuffer from front to back. Every field of a table has a slot of four bytes, be it a number or
/// the distance to what it points at.
class FlatWriter {
 public:
  struct Slot {
    int field;
    std::uint32_t value;  ///< 0 for what is pointed at later
  };

  FlatWriter() { put32(0); }
  void set_root(std::size_t table) { point(0, table); }

  /// Returns where the table begins; its n-th slot is at `slot(table, n)`.
  std::size_t table(std::initializer_list<Slot> slots) {
    const int fields = slots.size() == 0 ? 0 : (slots.end() - 1)->field + 1;
    if (fields % 2 != 0) put16(0);  // so that the table is aligned
    const std::size_t vtable = bytes_.size();
    put16(static_cast<std::uint32_t>(4 + 2 * fields));
    put16(static_cast<std::uint32_t>(4 + 4 * slots.size()));
    std::uint32_t offset = 4;
    const Slot* next = slots.begin();
    for (int field = 0; field < fields; ++field) {
      const bool present = next->field == field;
      put16(present ? offset : 0);
      if (!present) continue;
      offset += 4;
      ++next;
    }
    const std::size_t place = bytes_.size();
    put32(static_cast<std::uint32_t>(place - vtable));
    for (const Slot& slot : slots) put32(slot.value);
    return place;
  }
  static std::size_t slot(std::size_t table, std::size_t index) { return table + 4 + 4 * index; }

  std::size_t text(std::string_view value) {
    const std::size_t place = bytes_.size();
    put32(static_cast<std::uint32_t>(value.size()));
    bytes_.append(value);
    bytes_.append(4 - value.size() % 4, '\0');
    return place;
  }

  /// A vector of `count` pointers, set with `point(place + 4 + 4 * n, …)`.
  std::size_t pointers(std::size_t count) {
    const std::size_t place = bytes_.size();
    put32(static_cast<std::uint32_t>(count));
    bytes_.append(4 * count, '\0');
    return place;
  }

  void point(std::size_t from, std::size_t to) {
    const auto distance = static_cast<std::uint32_t>(to - from);
    std::memcpy(bytes_.data() + from, &distance, sizeof distance);
  }

  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  void put16(std::uint32_t value) { bytes_.append(reinterpret_cast<const char*>(&value), 2); }
  void put32(std::uint32_t value) { bytes_.append(reinterpret_cast<const char*>(&value), 4); }

  std::string bytes_;
};

std::uint32_t tag_of(Type type) {
  switch (type) {
    case Type::boolean: return TypeTag::kBool;
    case Type::int64: return TypeTag::kInt;
    case Type::float64: return TypeTag::kFloatingPoint;
    case Type::text: return TypeTag::kUtf8;
    case Type::timestamp: return TypeTag::kTimestamp;
    case Type::duration: return TypeTag::kDuration;
  }
  std::unreachable();
}

std::size_t write_type(FlatWriter& writer, Type type) {
  switch (type) {
    case Type::int64: return writer.table({{0, 64}, {1, 1}});
    case Type::float64: return writer.table({{0, kDoublePrecision}});
    case Type::timestamp: return writer.table({{0, kMicrosecondUnit}});
    case Type::duration: return writer.table({{0, kNanosecondUnit}});
    default: return writer.table({});
  }
}

std::size_t write_field(FlatWriter& writer, const Column& column) {
  const std::size_t field = writer.table({{FieldField::kName, 0},
                                          {FieldField::kNullable, 1},
                                          {FieldField::kTypeType, tag_of(column.type())},
                                          {FieldField::kType, 0},
                                          {FieldField::kChildren, 0}});
  writer.point(FlatWriter::slot(field, 0), writer.text(column.name()));
  writer.point(FlatWriter::slot(field, 3), write_type(writer, column.type()));
  writer.point(FlatWriter::slot(field, 4), writer.pointers(0));
  return field;
}

/// Follows a flatbuffer, every step within its bytes.
class FlatReader {
 public:
  explicit FlatReader(std::string_view bytes) : bytes_(bytes) {}

  template <class Number>
  [[nodiscard]] std::optional<Number> number(std::size_t at) const {
    if (at > bytes_.size() || bytes_.size() - at < sizeof(Number)) return std::nullopt;
    Number value;
    std::memcpy(&value, bytes_.data() + at, sizeof value);
    return value;
  }

  /// What the pointer at `at` points at.
  [[nodiscard]] std::optional<std::size_t> target(std::size_t at) const {
    const auto distance = number<std::uint32_t>(at);
    if (!distance || *distance > bytes_.size()) return std::nullopt;
    return at + *distance;
  }

  /// Where a table keeps a field; nullopt if it leaves it out.
  [[nodiscard]] std::optional<std::size_t> field(std::size_t table, int index) const {
    const auto back = number<std::int32_t>(table);
    if (!back) return std::nullopt;
    const auto vtable = static_cast<std::int64_t>(table) - *back;
    if (vtable < 0 || vtable > static_cast<std::int64_t>(bytes_.size())) return std::nullopt;
    const auto place = static_cast<std::size_t>(vtable);
    const auto size = number<std::uint16_t>(place);
    const std::size_t entry = 4 + 2 * static_cast<std::size_t>(index);
    if (!size || entry + 2 > *size) return std::nullopt;
    const auto offset = number<std::uint16_t>(place + entry);
    if (!offset || *offset == 0) return std::nullopt;
    return table + *offset;
  }

  [[nodiscard]] std::optional<std::size_t> child(std::size_t table, int index) const {
    const auto place = field(table, index);
    return place ? target(*place) : std::nullopt;
  }

  [[nodiscard]] std::optional<std::string_view> text(std::size_t at) const {
    const auto size = number<std::uint32_t>(at);
    if (!size || bytes_.size() - at - 4 < *size) return std::nullopt;
    return bytes_.substr(at + 4, *size);
  }

 private:
  std::string_view bytes_;
};

/// nullopt if the field is no duration or cannot be read.
std::optional<DurationField> read_duration(const FlatReader& reader, std::size_t field) {
  constexpr std::size_t kLongestName = 1024;
  const auto tag_place = reader.field(field, FieldField::kTypeType);
  if (!tag_place || reader.number<std::uint8_t>(*tag_place) != TypeTag::kDuration) return std::nullopt;
  const auto name_place = reader.child(field, FieldField::kName);
  const auto type = reader.child(field, FieldField::kType);
  if (!name_place || !type) return std::nullopt;
  const auto name = reader.text(*name_place);
  if (!name || name->size() > kLongestName) return std::nullopt;
  const auto unit_place = reader.field(*type, 0);
  const auto unit = unit_place ? reader.number<std::uint16_t>(*unit_place) : kMillisecondUnit;
  if (!unit || *unit >= kUnits.size()) return std::nullopt;
  return DurationField{std::string{*name}, kUnits.at(*unit)};
}

}  // namespace

std::string encode_arrow_schema(const Table& columns) {
  FlatWriter writer;
  const std::size_t message = writer.table({{MessageField::kVersion, kMetadataV5},
                                            {MessageField::kHeaderType, kHeaderIsSchema},
                                            {MessageField::kHeader, 0}});
  writer.set_root(message);
  const std::size_t schema = writer.table({{SchemaField::kFields, 0}});
  writer.point(FlatWriter::slot(message, 2), schema);
  const std::size_t fields = writer.pointers(columns.width());
  writer.point(FlatWriter::slot(schema, 0), fields);
  for (std::size_t index = 0; index < columns.width(); ++index) {
    writer.point(fields + 4 + 4 * index, write_field(writer, columns.column(index)));
  }

  std::string body = writer.bytes();
  body.resize((body.size() + 7) / 8 * 8);
  const auto size = static_cast<std::uint32_t>(body.size());
  std::string bytes(8, '\0');
  std::memcpy(bytes.data(), &kContinuation, 4);
  std::memcpy(bytes.data() + 4, &size, 4);
  return base::encode_base64(bytes + body);
}

std::optional<std::vector<DurationField>> durations_of_arrow_schema(std::string_view base64) {
  const auto bytes = base::decode_base64(base64);
  if (!bytes || bytes->size() < 8) return std::nullopt;
  const auto first = FlatReader{*bytes}.number<std::uint32_t>(0);
  // Before Arrow 0.15 the length came first.
  const FlatReader reader{std::string_view{*bytes}.substr(first == kContinuation ? 8 : 4)};
  const auto message = reader.target(0);
  if (!message) return std::nullopt;
  const auto header = reader.child(*message, MessageField::kHeader);
  const auto type = reader.field(*message, MessageField::kHeaderType);
  if (!header || !type || reader.number<std::uint8_t>(*type) != kHeaderIsSchema) return std::nullopt;
  const auto fields = reader.child(*header, SchemaField::kFields);
  const auto count = fields ? reader.number<std::uint32_t>(*fields) : std::nullopt;
  if (!count || *count > bytes->size() / 4) return std::nullopt;

  std::vector<DurationField> durations;
  for (std::size_t index = 0; index < *count; ++index) {
    const auto field = reader.target(*fields + 4 + 4 * index);
    if (!field) return std::nullopt;
    if (auto duration = read_duration(reader, *field)) durations.push_back(std::move(*duration));
  }
  return durations;
}

}  // namespace slipstream::table
