#include "openf1/documents/race_control_documents.hpp"

#include <algorithm>

#include "openf1/documents/key.hpp"

namespace slipstream::openf1 {
namespace {

/// The categories of messages that are told in which part of qualifying they came.
bool has_part(std::string_view category) {
  return category == "Flag" || category == "CarEvent" || category == "SafetyCar";
}

bool is_announced(std::string_view status) {
  return !status.empty() && status != "Inactive" && status != "Finalised" && status != "Ends";
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return text;
}

}  // namespace

void RaceControlDocuments::take(const source::RaceControlMessages& control) {
  for (const auto& [index, entry] : control.messages.items) {
    put(entry.utc, entry.message, has_part(entry.message.category) ? qualifying_part_ : std::nullopt);
  }
}

void RaceControlDocuments::take(const source::SessionData& data) {
  for (const auto& [index, entry] : data.series.items) {
    if (entry.qualifying_part) qualifying_part_ = entry.qualifying_part;
    if (entry.lap) lap_ = entry.lap;
  }
  for (const auto& [index, entry] : data.status_series.items) {
    if (!is_announced(entry.session_status)) continue;
    domain::RaceControl message;
    message.category = "SessionStatus";
    message.lap_number = lap_;
    message.message = "SESSION " + upper(entry.session_status);
    put(entry.utc, message, qualifying_part_);
  }
}

void RaceControlDocuments::put(const std::optional<UtcTime>& date, const domain::RaceControl& message,
                               std::optional<int> part) {
  list_.put(make_key(date, message.driver_number, message.lap_number, message.category, message.flag,
                     message.scope, message.sector),
            {value_or_null(date), value_or_null(message.driver_number), value_or_null(message.lap_number),
             text_or_null(message.category), text_or_null(message.flag), text_or_null(message.scope),
             value_or_null(message.sector), value_or_null(part), text_or_null(message.message)});
}

}  // namespace slipstream::openf1
