#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace slipstream::domain {

/// One field of a partial update: not mentioned, cleared (the value is no longer known), or set.
template <class T>
class Patch {
 public:
  constexpr Patch() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): `patch.position = 3` reads as it is meant
  constexpr Patch(T value) : present_(true), value_(std::move(value)) {}
  /// Cleared.
  constexpr Patch(std::nullopt_t) : present_(true) {}  // NOLINT(google-explicit-constructor)
  /// Set or cleared, as `value` is known or not.
  constexpr Patch(std::optional<T> value) : present_(true), value_(std::move(value)) {}  // NOLINT

  /// The field is mentioned, be it with a value or as cleared.
  [[nodiscard]] constexpr bool present() const { return present_; }
  [[nodiscard]] constexpr bool cleared() const { return present_ && !value_; }
  /// The new value; nullopt when absent or cleared.
  [[nodiscard]] constexpr const std::optional<T>& value() const { return value_; }

  /// Carries the update out on `field`. Returns whether the field is different afterwards.
  constexpr bool apply_to(std::optional<T>& field) const {
    if (!present_ || field == value_) return false;
    field = value_;
    return true;
  }

  friend constexpr bool operator==(const Patch&, const Patch&) = default;

 private:
  bool present_ = false;
  std::optional<T> value_;
};

/// An update of a list: the feed sends either the whole list or single entries by index.
template <class T>
struct ListPatch {
  bool whole = false;  ///< the list is replaced: entries not mentioned here are gone
  std::vector<std::pair<std::size_t, T>> items;  ///< by index, in the order of the feed

  [[nodiscard]] bool present() const { return whole || !items.empty(); }
  friend bool operator==(const ListPatch&, const ListPatch&) = default;
};

}  // namespace slipstream::domain
