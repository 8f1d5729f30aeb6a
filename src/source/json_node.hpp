#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include <simdjson.h>

#include "source/sample_form.hpp"

/// The JSON of the feed as the topic decoders see it: a thin layer over simdjson's on-demand parser, to be
/// included by sources only. What cannot be understood is thrown (Malformed, simdjson_error) and caught where
/// the decoding of a line begins, in decode_payload.
namespace slipstream::source {

class Malformed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What is noticed while one line is read.
struct ReadNotes {
  bool key_frame = false;        ///< the object says "_kf": true
  std::uint64_t unreadable = 0;  ///< texts of known fields that are not what the field holds
  Samples form = Samples::known;
};

/// A number, boolean or text. Bare tokens are JSON's own; quoted ones may say anything.
struct Scalar {
  std::string_view text;
  bool quoted = false;
};

/// Whether a list came whole (a JSON array) or as single entries by index (an object).
enum class ListForm { whole, entries };

/// One value; `none` where a key was removed by "_deleted". Values are read in the feed's order, each once.
class Node {
 public:
  Node(simdjson::ondemand::value value, ReadNotes& notes) : value_(value), notes_(&notes) {}
  static Node none(ReadNotes& notes) { return Node{notes}; }

  /// Removed, or null.
  [[nodiscard]] bool is_none();
  /// nullopt for none and for the empty text, which the feed sends for "cleared". Throws for a structure.
  [[nodiscard]] std::optional<Scalar> scalar();
  /// Takes note of a scalar that is not what its field holds. Throws if it is no text either.
  void unreadable(const Scalar& scalar) const;

  /// Whether times are cut to the millisecond, not rounded.
  [[nodiscard]] bool cuts_times() const { return notes_->form == Samples::verbatim; }

  /// Calls visit(key, node) for each member of an object, then with `none` for each key of "_deleted".
  /// "_kf" goes into the notes. Does nothing for none; throws for anything else.
  template <class Visit>
  void each(Visit&& visit) {
    if (is_none()) return;
    std::vector<std::string_view> removed;
    for (auto field : value_->get_object()) {
      const std::string_view key = field.unescaped_key();
      Node member{field.value(), *notes_};
      if (!key.starts_with('_')) {
        visit(key, member);
      } else if (key == "_deleted") {
        removed = member.texts();
      } else if (key == "_kf") {
        notes_->key_frame = member.is_true();
      }
    }
    for (const std::string_view key : removed) visit(key, none(*notes_));
  }

  /// Calls visit(index, node) for each entry of a list, in either of its forms. None is the empty list.
  template <class Visit>
  ListForm each_entry(Visit&& visit) {
    if (is_none()) return ListForm::whole;
    if (value_->type() != simdjson::ondemand::json_type::array) {
      each([&](std::string_view key, Node entry) { visit(list_index(key), entry); });
      return ListForm::entries;
    }
    std::size_t index = 0;
    for (auto entry : value_->get_array()) visit(index++, Node{entry.value(), *notes_});
    return ListForm::whole;
  }

 private:
  explicit Node(ReadNotes& notes) : notes_(&notes) {}
  [[nodiscard]] std::vector<std::string_view> texts();
  [[nodiscard]] bool is_true();
  static std::size_t list_index(std::string_view key);

  std::optional<simdjson::ondemand::value> value_;
  ReadNotes* notes_;
};

}  // namespace slipstream::source
