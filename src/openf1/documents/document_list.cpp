#include "openf1/documents/document_list.hpp"

#include <algorithm>
#include <utility>

#include "openf1/query/compare.hpp"

namespace slipstream::openf1 {

void DocumentList::put(std::string key, Document values) {
  const auto [place, is_new] = places_.try_emplace(std::move(key), documents_.size());
  if (is_new) {
    documents_.push_back(std::move(values));
  } else {
    documents_[place->second] = std::move(values);
  }
}

std::vector<Document> DocumentList::finish(SessionKeys keys) {
  for (Document& document : documents_)
    document.insert(document.begin(), {keys.meeting_key, keys.session_key});
  for (const std::string_view field : {"position_current", "date", "date_start"}) {
    const auto index = field_index(collection_, field);
    if (!index) continue;
    std::ranges::stable_sort(documents_, sorts_before,
                             [&](const Document& document) -> const Value& { return document[*index]; });
  }
  places_.clear();
  return std::move(documents_);
}

bool sorts_before(const Value& a, const Value& b) {
  const bool b_is_known = kind_of(b) != Kind::none;
  if (kind_of(a) == Kind::none) return b_is_known;
  return b_is_known && is_below(a, b);
}

}  // namespace slipstream::openf1
