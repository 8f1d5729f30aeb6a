#include "source/feed_json.hpp"

namespace slipstream::source {

void FeedJson::separate() {
  const char last = out_.back();
  if (last != '{' && last != '[') out_ += ',';
}

void FeedJson::field(std::string_view key) {
  separate();
  out_ += '"';
  out_ += key;
  out_ += "\":";
}

void FeedJson::escaped_key(std::string_view key) {
  separate();
  out_ += '"';
  spell(out_, key);
  out_ += "\":";
}

void FeedJson::write_deleted(std::size_t from) {
  if (deleted_.size() == from) return;
  field("_deleted");
  out_ += '[';
  for (std::size_t i = from; i < deleted_.size(); ++i) {
    separate();
    out_ += '"';
    out_ += deleted_[i];
    out_ += '"';
  }
  out_ += ']';
  deleted_.resize(from);
}

}  // namespace slipstream::source
