// Arrow's schema in base64, and the same bytes as a duration, a number, a boolean and a timestamp.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/base64.hpp"
#include "table/arrow_schema.hpp"
#include "table/convert.hpp"
#include "table/duration_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace slipstream::table;
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  static_cast<void>(durations_of_arrow_schema(text));
  static_cast<void>(durations_of_arrow_schema(slipstream::base::encode_base64(text)));
  if (slipstream::base::decode_base64(slipstream::base::encode_base64(text)) != text) std::abort();
  if (is_duration_text(text) && !parse_duration(text)) std::abort();
  for (const Type type :
       {Type::boolean, Type::int64, Type::float64, Type::text, Type::timestamp, Type::duration}) {
    Column column("x", type);
    if (append_text_as(text, column) != (column.size() == 1)) std::abort();
  }
  return 0;
}
