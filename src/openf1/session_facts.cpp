#include "openf1/session_facts.hpp"

#include <algorithm>
#include <charconv>

#include "base/time.hpp"

namespace slipstream::openf1 {
namespace {

/// FNV-1a, beyond all official keys.
std::int64_t key_of_name(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  constexpr std::uint64_t kBillion = 1'000'000'000;
  return static_cast<std::int64_t>(kBillion + hash % kBillion);
}

/// "2025-10-25_mexico-city" of "2025-10-25_mexico-city_qualifying".
std::string_view meeting_part(std::string_view name) { return name.substr(0, name.rfind('_')); }

/// Whole hours of "-06:00:00"; OpenF1 takes no notice of its minutes.
std::chrono::hours hours_of(std::string_view gmt_offset) {
  int hours = 0;
  std::from_chars(gmt_offset.data(), gmt_offset.data() + std::min(gmt_offset.find(':'), gmt_offset.size()),
                  hours);
  return std::chrono::hours{hours};
}

std::optional<UtcTime> utc_of(const std::string& local, const std::string& gmt_offset) {
  const auto time = base::parse_utc_ms(local);
  if (!time) return std::nullopt;
  return *time - hours_of(gmt_offset);
}

Value year_of(const std::optional<UtcTime>& time) {
  if (!time) return {};
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(*time)};
  return std::int64_t{static_cast<int>(day.year())};
}

Document session_document(SessionKeys keys, const source::SessionInfoUpdate& info) {
  const auto start = utc_of(info.start_date, info.gmt_offset);
  return {keys.meeting_key,
          keys.session_key,
          text_or_null(info.location),
          value_or_null(start),
          value_or_null(utc_of(info.end_date, info.gmt_offset)),
          text_or_null(info.type),
          text_or_null(info.name),
          value_or_null(info.country_key),
          text_or_null(info.country_code),
          text_or_null(info.country),
          value_or_null(info.circuit_key),
          text_or_null(info.circuit),
          text_or_null(info.gmt_offset),
          year_of(start),
          false};
}

Document meeting_document(SessionKeys keys, const source::SessionInfoUpdate& info) {
  const auto start = utc_of(info.start_date, info.gmt_offset);
  const Value unknown;
  return {keys.meeting_key,
          text_or_null(info.meeting_name),
          text_or_null(info.official_name),
          text_or_null(info.country_code),
          text_or_null(info.location),
          value_or_null(info.country_key),
          text_or_null(info.country_code),
          text_or_null(info.country),
          unknown,  // flag
          value_or_null(info.circuit_key),
          text_or_null(info.circuit),
          unknown,  // type of the circuit
          unknown,  // its picture
          unknown,  // its page
          text_or_null(info.gmt_offset),
          value_or_null(start),
          value_or_null(utc_of(info.end_date, info.gmt_offset)),
          year_of(start),
          false};
}

void sort_by(std::vector<Document>& documents, Collection collection, std::string_view field) {
  const std::size_t index = *field_index(collection, field);
  std::ranges::stable_sort(documents, sorts_before,
                           [&](const Document& document) -> const Value& { return document[index]; });
}

}  // namespace

SessionFacts session_facts(std::string name, const std::optional<source::SessionInfoUpdate>& info) {
  const source::SessionInfoUpdate known = info.value_or(source::SessionInfoUpdate{});
  const SessionKeys keys{known.meeting_key ? *known.meeting_key : key_of_name(meeting_part(name)),
                         known.session_key ? *known.session_key : key_of_name(name)};
  return {std::move(name), keys, utc_of(known.start_date, known.gmt_offset), session_document(keys, known),
          meeting_document(keys, known)};
}

std::vector<Document> session_documents(const std::vector<SessionFacts>& sessions) {
  std::vector<Document> documents;
  for (const SessionFacts& session : sessions) documents.push_back(session.session);
  sort_by(documents, Collection::sessions, "session_key");
  sort_by(documents, Collection::sessions, "date_start");
  return documents;
}

std::vector<Document> meeting_documents(const std::vector<SessionFacts>& sessions) {
  const std::size_t start = *field_index(Collection::meetings, "date_start");
  const std::size_t end = *field_index(Collection::meetings, "date_end");
  std::vector<Document> documents;
  for (const SessionFacts& session : sessions) {
    const auto known = std::ranges::find_if(documents, [&](const Document& document) {
      return document[kMeetingKeyField] == session.meeting[kMeetingKeyField];
    });
    if (known == documents.end()) {
      documents.push_back(session.meeting);
      continue;
    }
    if (sorts_before(session.meeting[start], (*known)[start])) (*known)[start] = session.meeting[start];
    if (sorts_before((*known)[end], session.meeting[end])) (*known)[end] = session.meeting[end];
  }
  sort_by(documents, Collection::meetings, "meeting_key");
  sort_by(documents, Collection::meetings, "date_start");
  return documents;
}

}  // namespace slipstream::openf1
