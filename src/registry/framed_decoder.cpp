#include "registry/framed_decoder.hpp"

#include <utility>

#include <nlohmann/json.hpp>

#include "registry/avro_datum.hpp"

namespace slipstream::registry {
namespace {

using namespace std::chrono_literals;

constexpr auto kAskAgain = 5s;
/// Ids may be anything where records are broken.
constexpr std::size_t kMaxKnown = 1000;

}  // namespace

Result<DecodedRecord> FramedDecoder::decode(std::string_view bytes) {
  const auto framed = unframe(bytes);
  if (!framed) return fail(ErrorCode::invalid_input, "the record names no schema");
  const Known& schema = known(framed->schema_id);
  if (schema.failure) return std::unexpected(*schema.failure);
  DecodedRecord decoded{framed->schema_id, schema.type, {}};
  if (schema.type == SchemaType::avro) {
    auto text = avro_to_json(*schema.avro, framed->body);
    if (!text) return propagate(text);
    decoded.json = std::move(*text);
  } else {
    if (!nlohmann::json::accept(framed->body)) return fail(ErrorCode::invalid_input, "the body is no JSON");
    decoded.json = framed->body;
  }
  return decoded;
}

const FramedDecoder::Known& FramedDecoder::known(std::int32_t id) {
  const auto found = known_.find(id);
  if (found != known_.end() && (!found->second.failure || Clock::now() < found->second.ask_again))
    return found->second;
  if (known_.size() >= kMaxKnown) known_.clear();
  return known_[id] = ask(id);
}

FramedDecoder::Known FramedDecoder::ask(std::int32_t id) {
  Known known;
  auto schema = schemas_.schema(id);
  if (schema) {
    known.type = schema->type;
    if (schema->type == SchemaType::json) return known;
    auto avro = AvroSchema::parse(schema->text);
    if (avro)
      known.avro = std::move(*avro);
    else
      known.failure = std::move(avro.error());
  } else {
    known.failure = std::move(schema.error());
  }
  if (known.failure) known.failure->message = fmt::format("schema {}: {}", id, known.failure->message);
  known.ask_again = Clock::now() + kAskAgain;
  return known;
}

}  // namespace slipstream::registry
