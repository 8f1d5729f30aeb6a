#include "openf1/documents/team_radio_documents.hpp"

#include "openf1/documents/key.hpp"

namespace slipstream::openf1 {

void TeamRadioDocuments::take(const source::TeamRadio& radio) {
  if (session_path_.empty()) return;
  for (const auto& [index, capture] : radio.captures.items) {
    list_.put(make_key(capture.utc, capture.car),
              {std::int64_t{capture.car}, value_or_null(capture.utc),
               "https://livetiming.formula1.com/static/" + session_path_ + capture.path});
  }
}

}  // namespace slipstream::openf1
