#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/result.hpp"

/// To be included by sources only.
namespace slipstream::registry {

/// One comparison of a reader's schema with a writer's: one object, one call of run(). One thread.
class JsonComparison {
 public:
  using Json = nlohmann::json;
  JsonComparison(const Json& reader, const Json& writer) : reader_(&reader), writer_(&writer) {}

  /// As json_incompatibilities.
  Result<std::vector<std::string>> run();

 private:
  using Pair = std::pair<const Json*, const Json*>;

  /// Each notes what of `writer` does not fit `reader`.
  void compare(const Json& reader, const Json& writer);
  void compare_at(std::string_view step, const Json& reader, const Json& writer);
  void compare_keywords(const Json& reader, const Json& writer);
  void types(std::uint8_t reader, std::uint8_t writer);
  void values(const Json& reader, const Json& writer);
  void bounds(const Json& reader, const Json& writer, std::uint8_t types);
  void restrictions(const Json& reader, const Json& writer);
  void items(const Json& reader, const Json& writer);
  void properties(const Json& reader, const Json& writer);
  void added(const Json& property, const Json& writer);
  void removed(const Json& property, const Json& reader);
  void required(const Json& reader, const Json& writer);

  /// Whether they are the same, including all they refer to.
  bool equal(const Json& reader, const Json& writer);
  bool equal_items(const Json& reader, const Json& writer);
  bool equal_members(const Json& reader, const Json& writer);
  /// So with what they have under `keyword`; both nothing is equal too.
  bool equal_at(const char* keyword, const Json& reader, const Json& writer);

  void note(std::string_view message);
  /// False once too much has been compared.
  bool spend(std::size_t steps);

  static constexpr std::size_t kMaxSteps = 1'000'000;  // half a second
  static constexpr int kMaxDepth = 500;

  const Json* reader_;
  const Json* writer_;
  std::string path_ = "#";
  std::vector<std::string> messages_;
  std::set<Pair> compared_;  ///< or being compared: recursion ends here
  std::set<Pair> equal_;     ///< as far as is known: a difference found later has been noted
  std::size_t steps_ = 0;
  int depth_ = 0;
  bool too_large_ = false;
};

}  // namespace slipstream::registry
