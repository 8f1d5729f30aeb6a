#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace slipstream::library {

/// The words of `text` in lower case without accents: letters (also beyond Latin) and digits. Words that
/// every session's name has ("Grand Prix", "the", …) are left out.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);

/// The misfit of a word that begins the other.
inline constexpr std::size_t kBeginsWith = 1;

/// How well `wanted` fits `word`: 0 is the same, kBeginsWith begins it, more for slips of the keyboard;
/// nullopt: not at all. A number has to be exact.
[[nodiscard]] std::optional<std::size_t> misfit_of(std::string_view wanted, std::string_view word);

/// The best of misfit_of over `words`.
[[nodiscard]] std::optional<std::size_t> least_misfit(std::string_view wanted,
                                                      const std::vector<std::string>& words);

/// Edits that would turn each wanted word into the nearest one of `words`.
[[nodiscard]] std::size_t edits_to_nearest(const std::vector<std::string>& wanted,
                                           const std::vector<std::string>& words);

}  // namespace slipstream::library
