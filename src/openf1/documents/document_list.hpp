#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "openf1/collection.hpp"
#include "openf1/session_keys.hpp"
#include "openf1/value.hpp"

namespace slipstream::openf1 {

/// One value per field of its collection.
using Document = std::vector<Value>;

/// The documents of one collection while they are made: of versions with the same key only the newest stays,
/// at the place of the first. One thread.
class DocumentList {
 public:
  explicit DocumentList(Collection collection) : collection_(collection) {}

  /// `values` are those behind meeting_key and session_key. `key` says what two versions are versions of.
  void put(std::string key, Document values);

  /// The documents in OpenF1's order: by date, date_start, or position_current, where they have one of these,
  /// unknown ones first; else as they were first made.
  [[nodiscard]] std::vector<Document> finish(SessionKeys keys);

 private:
  Collection collection_;
  std::vector<Document> documents_;
  std::unordered_map<std::string, std::size_t> places_;  ///< by key
};

/// Whether `a` comes before `b` in OpenF1's order of one field: null first, then ascending.
[[nodiscard]] bool sorts_before(const Value& a, const Value& b);

}  // namespace slipstream::openf1
