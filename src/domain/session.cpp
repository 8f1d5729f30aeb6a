#include "domain/session.hpp"

#include <array>
#include <cstddef>

namespace slipstream::domain {
namespace {

constexpr std::array<std::string_view, 7> kSessionStates{"scheduled", "started",   "aborted", "resumed",
                                                         "finished",  "finalised", "ended"};

std::string slug(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      out += upper ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

}  // namespace

std::string_view to_string(SessionState state) { return kSessionStates[static_cast<std::size_t>(state)]; }

std::optional<SessionState> session_state_from(std::string_view text) {
  for (std::size_t i = 0; i < kSessionStates.size(); ++i) {
    if (kSessionStates[i] == text) return static_cast<SessionState>(i);
  }
  return std::nullopt;
}

std::string make_session_key(std::string_view date, std::string_view meeting, std::string_view name) {
  static constexpr std::string_view kGrandPrix = "-grand-prix";
  std::string where = slug(meeting);
  if (where.ends_with(kGrandPrix)) where.resize(where.size() - kGrandPrix.size());
  std::string key;
  for (const std::string& part : {slug(date.substr(0, 10)), where, slug(name)}) {
    if (part.empty()) continue;
    if (!key.empty()) key += '_';
    key += part;
  }
  return key;
}

}  // namespace slipstream::domain
