#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "registry/avro_schema.hpp"

/// To be included by sources only.
namespace slipstream::registry {

/// Makes the types of one document: one object, one call of read(). One thread. Recurses as deep as the
/// document.
class AvroSchemaReader {
 public:
  /// The types, the outermost first. Errors: invalid_input, with the path of fields in front.
  Result<std::vector<AvroNode>> read(const nlohmann::json& document);

 private:
  using Json = nlohmann::json;
  /// `space` is the namespace around; views into what outlives the call.
  Result<AvroIndex> type(const Json& value, std::string_view space);
  Result<AvroIndex> attributed(const Json& object, std::string_view space);
  Result<AvroIndex> named(const std::string& word, std::string_view space);
  Result<AvroIndex> union_of(const Json& types, std::string_view space);
  Result<AvroIndex> container(AvroType type, const Json& object, std::string_view space);
  Result<AvroIndex> record(const Json& object, std::string_view space);
  Result<AvroIndex> enumeration(const Json& object, std::string_view space);
  Result<AvroIndex> fixed(const Json& object, std::string_view space);

  Result<> field(AvroIndex record, const Json& object);
  Result<> field_type(AvroField& field, const Json& object, std::string_view space);
  /// A new type with its name, which from here on can be referred to.
  Result<AvroIndex> define(AvroType type, const Json& object, std::string_view space);
  Result<> aliases(AvroIndex index, const Json& object);
  Result<AvroIndex> add(AvroType type);
  Result<> check_defaults() const;

  struct Default {
    std::string path;
    AvroIndex type = 0;
    const Json* value = nullptr;
  };

  std::vector<AvroNode> nodes_;
  std::map<std::string, AvroIndex, std::less<>> by_name_;
  std::vector<Default> defaults_;  ///< checked at the end, as they may be of types that are not complete yet
  std::string path_;               ///< of fields: "laps.sectors.time"
};

}  // namespace slipstream::registry
