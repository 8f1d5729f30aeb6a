#include "openf1/answer/selection.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

#include "openf1/document_rows.hpp"

namespace slipstream::openf1 {
namespace {

/// The conditions by index of field; nullopt if the collection lacks one of the fields: nothing fits then.
std::optional<std::vector<FieldCondition>> by_field(Collection collection, const Query& query) {
  std::vector<FieldCondition> conditions;
  for (const Condition& condition : query.conditions) {
    const auto field = field_index(collection, condition.field);
    if (!field) return std::nullopt;
    conditions.push_back({*field, &condition});
  }
  return conditions;
}

bool is_asked_for(const SessionFacts& session, const std::vector<FieldCondition>& conditions) {
  return std::ranges::all_of(conditions, [&](const FieldCondition& asked) {
    if (asked.field == kMeetingKeyField) return asked.condition->holds(session.keys.meeting_key);
    return asked.field != kSessionKeyField || asked.condition->holds(session.keys.session_key);
  });
}

bool is_made_from_schedule(Collection collection) {
  return collection == Collection::sessions || collection == Collection::meetings;
}

std::vector<const SessionFacts*> asked_sessions(const std::vector<SessionFacts>& all,
                                                const std::vector<FieldCondition>& conditions) {
  std::vector<const SessionFacts*> asked;
  for (const SessionFacts& session : all) {
    if (is_asked_for(session, conditions)) asked.push_back(&session);
  }
  std::ranges::sort(asked, {}, [](const SessionFacts* session) {
    return std::tuple{session->keys.meeting_key, session->keys.session_key};
  });
  return asked;
}

}  // namespace

Result<Selection> Selection::find(SessionProvider& provider, Collection collection, const Query& query,
                                  const SearchLimits& limits) {
  Selection selection(collection);
  const auto conditions = by_field(collection, query);
  if (!conditions) return selection;
  const auto sessions = provider.sessions(limits.effort);
  if (!sessions) return std::unexpected(sessions.error());
  if (is_made_from_schedule(collection)) {
    const auto rows = std::make_shared<const DocumentRows>(collection, collection == Collection::sessions
                                                                           ? session_documents(**sessions)
                                                                           : meeting_documents(**sessions));
    if (auto added = selection.add(rows, *rows, *conditions, limits.rows); !added) return propagate(added);
    return selection;
  }
  const auto asked = asked_sessions(**sessions, *conditions);
  if (asked.size() > limits.sessions) {
    return fail(ErrorCode::unsupported,
                "{} sessions are asked for, and at most {} are read for one answer; name a session_key or a "
                "meeting_key",
                asked.size(), limits.sessions);
  }
  for (const SessionFacts* facts : asked) {
    auto session = provider.open(*facts, limits.effort);
    if (!session) return propagate(session);
    const Rows* rows = (*session)->rows(collection);
    if (rows == nullptr) continue;
    if (auto added = selection.add(*session, *rows, *conditions, limits.rows); !added)
      return propagate(added);
  }
  selection.sort_parts_by_date_start();
  return selection;
}

Result<> Selection::add(std::shared_ptr<const void> owner, const Rows& rows,
                        const std::vector<FieldCondition>& conditions, std::size_t most_rows) {
  const auto selected = rows.select(conditions, most_rows);
  if (!selected) return fail(ErrorCode::unavailable, "more than {} rows to look at", most_rows);
  if (selected->empty()) return {};
  const auto part = static_cast<std::uint32_t>(parts_.size());
  parts_.push_back({std::move(owner), &rows});
  found_.reserve(found_.size() + selected->size());
  for (const std::uint32_t row : *selected) found_.push_back({part, row});
  return {};
}

void Selection::sort_parts_by_date_start() {
  const auto field = field_index(collection_, "date_start");
  if (!field || parts_.size() < 2) return;
  std::ranges::stable_sort(found_, sorts_before, [&](const Found& found) {
    return parts_[found.part].rows->value(found.row, *field);
  });
}

Value Selection::value(std::size_t index, std::size_t field) const {
  const Found& found = found_[index];
  return parts_[found.part].rows->value(found.row, field);
}

void Selection::append_json(std::size_t index, std::string& out) const {
  const Found& found = found_[index];
  parts_[found.part].rows->append_json(found.row, out);
}

}  // namespace slipstream::openf1
