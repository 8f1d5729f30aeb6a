#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/patch.hpp"
#include "source/feed_text.hpp"

namespace slipstream::source {

/// Writes the JSON of the feed by appending to a string: the counterpart of Node and json_fields.
///
/// A field comes in one of the feed's two forms: `text` in quotes, whatever it holds, or `bare`. A patch that
/// is absent writes nothing; one that is cleared writes the empty text, or, since a bare field has none, puts
/// its key into the object's "_deleted". Keys other than an object's must need no escaping. One thread.
class FeedJson {
 public:
  explicit FeedJson(std::string& out) : out_(out) {}

  enum class Frame { update, key };
  /// The whole JSON of a line; a key frame says "_kf".
  template <class Fill>
  void root(Frame frame, Fill fill) {
    object_body(fill, [&] {
      if (frame == Frame::key) field("_kf"), out_ += "true";
    });
  }

  /// An object, {} if fill() writes nothing.
  template <class Fill>
  void object(std::string_view key, Fill fill) {
    escaped_key(key);
    object_body(fill, [] {});
  }
  /// An object that is left out if fill() writes nothing.
  template <class Fill>
  void part(std::string_view key, Fill fill) {
    const std::size_t before = out_.size();
    object(key, fill);
    if (out_.ends_with("{}")) out_.resize(before);
  }

  template <class T>
  void text(std::string_view key, const domain::Patch<T>& patch) {
    if (patch.present()) quoted(key, patch.value());
  }
  template <class T>
  void bare(std::string_view key, const domain::Patch<T>& patch) {
    if (patch.cleared()) deleted_.push_back(key);
    bare(key, patch.value());
  }
  template <class T>
  void text(std::string_view key, const std::optional<T>& value) {
    if (value) quoted(key, value);
  }
  template <class T>
  void bare(std::string_view key, const std::optional<T>& value) {
    if (!value) return;
    field(key);
    spell(out_, *value);
  }
  /// Left out if it is empty, which is how the feed's plain texts say "not known".
  void text(std::string_view key, const std::string& value) {
    if (!value.empty()) quoted(key, std::optional<std::string_view>{value});
  }

  /// A list of objects in the form it has; write_entry(entry) writes the members of one. The entries of a
  /// whole list are 0, 1, 2, … as they are read.
  template <class T, class WriteEntry>
  void list(std::string_view key, const domain::ListPatch<T>& list, WriteEntry write_entry) {
    each(key, list, [&](const T& entry) { object_body([&] { write_entry(entry); }, [] {}); });
  }
  /// The same as a member of a map, whose keys say something by themselves: {} where the list is not there.
  template <class T, class WriteEntry>
  void mapped_list(std::string_view key, const domain::ListPatch<T>& list, WriteEntry write_entry) {
    if (list.present()) return this->list(key, list, write_entry);
    object(key, [] {});
  }
  /// A list of numbers.
  void numbers(std::string_view key, const domain::ListPatch<int>& list) {
    each(key, list, [&](int number) { spell(out_, number); });
  }

  /// For keys that are removed although they hold structures. To be called inside of their object.
  void remove(std::string_view key) { deleted_.push_back(key); }

 private:
  void separate();
  void field(std::string_view key);
  void escaped_key(std::string_view key);
  void write_deleted(std::size_t from);

  template <class T>
  void quoted(std::string_view key, const std::optional<T>& value) {
    field(key);
    out_ += '"';
    if (value) spell(out_, *value);
    out_ += '"';
  }

  template <class Fill, class Finish>
  void object_body(Fill fill, Finish finish) {
    const std::size_t deleted_before = deleted_.size();
    out_ += '{';
    fill();
    write_deleted(deleted_before);
    finish();
    out_ += '}';
  }

  template <class T, class WriteEntry>
  void each(std::string_view key, const domain::ListPatch<T>& list, WriteEntry write_entry) {
    if (!list.present()) return;
    field(key);
    out_ += list.whole ? '[' : '{';
    for (const auto& [index, entry] : list.items) {
      separate();
      if (!list.whole) {
        out_ += '"';
        spell(out_, static_cast<int>(index));
        out_ += "\":";
      }
      write_entry(entry);
    }
    out_ += list.whole ? ']' : '}';
  }

  std::string& out_;
  std::vector<std::string_view> deleted_;  // of the objects that are open, inner ones last
};

/// The same patch in another spelling: `as<LaneTime>(stop.lane_time)`.
template <class Spelling, class T>
[[nodiscard]] domain::Patch<Spelling> as(const domain::Patch<T>& patch) {
  if (!patch.present()) return {};
  return patch.value() ? domain::Patch<Spelling>{Spelling{*patch.value()}} : std::nullopt;
}
template <class Spelling, class T>
[[nodiscard]] std::optional<Spelling> as(const std::optional<T>& value) {
  return value ? std::optional{Spelling{*value}} : std::nullopt;
}

}  // namespace slipstream::source
