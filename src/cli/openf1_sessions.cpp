#include "cli/openf1_sessions.hpp"

#include <algorithm>

#include <spdlog/spdlog.h>

namespace slipstream::cli {
namespace {

/// Sessions held in memory: some 40 MB for a race with telemetry.
constexpr std::size_t kKeptSessions = 4;

Result<std::optional<source::SessionInfoUpdate>> first_session_info(source::Source& source) {
  while (true) {
    auto event = source.next();
    if (!event) return propagate(event);
    if (!*event) return std::nullopt;
    if (auto* info = std::get_if<source::SessionInfoUpdate>(&(*event)->body)) return std::move(*info);
  }
}

/// A session that is removed and imported again is another one.
std::string name_of(const library::SessionEntry& entry) {
  return fmt::format("{} {}", entry.key(), entry.imported_at.time_since_epoch().count());
}

}  // namespace

OpenF1Sessions::OpenF1Sessions(const library::Library& library, std::optional<Guest> guest,
                               std::stop_token stop)
    : library_(library), guest_(std::move(guest)), stop_(std::move(stop)), cache_(kKeptSessions) {}

Result<OpenF1Sessions::List> OpenF1Sessions::sessions(openf1::Effort effort) {
  const auto too_much = [] { return fail(ErrorCode::unavailable, "the sessions are being read"); };
  std::unique_lock lock(mutex_, std::defer_lock);
  if (effort == openf1::Effort::any) {
    lock.lock();
  } else if (!lock.try_lock()) {
    return too_much();
  }
  const auto changed_at = library_.changed_at();
  if (list_ && changed_at == listed_at_) return list_;
  if (effort == openf1::Effort::small) return too_much();
  auto list = read_list();
  if (!list) return list;
  list_ = std::move(*list);
  listed_at_ = changed_at;
  return list_;
}

Result<OpenF1Sessions::List> OpenF1Sessions::read_list() {
  auto entries = library_.list();
  if (!entries) return propagate(entries);
  auto list = std::make_shared<std::vector<openf1::SessionFacts>>();
  for (const library::SessionEntry& entry : *entries) {
    if (auto facts = facts_of(entry)) list->push_back(std::move(*facts));
  }
  const auto guest = guest_ ? facts_of_guest() : std::nullopt;
  const bool is_new =
      guest && std::ranges::find(*list, guest->keys, &openf1::SessionFacts::keys) == list->end();
  if (is_new) list->push_back(*guest);
  return list;
}

std::optional<openf1::SessionFacts> OpenF1Sessions::facts_of(const library::SessionEntry& entry) {
  const std::string name = name_of(entry);
  if (const auto known = facts_.find(name); known != facts_.end()) return known->second;
  auto info = source::read_session_info(entry.source);
  if (!info) {
    spdlog::warn("/v1 leaves out {}: {}", entry.key(), info.error().to_string());
    return std::nullopt;
  }
  auto facts = openf1::session_facts(entry.key(), *info);
  facts.name = name;
  openers_[name] = [path = entry.source, stop = stop_] {
    return source::open_source(path, {}, stop, source::Samples::verbatim);
  };
  return facts_[name] = std::move(facts);
}

std::optional<openf1::SessionFacts> OpenF1Sessions::facts_of_guest() {
  const std::string& name = guest_->name;
  if (const auto known = facts_.find(name); known != facts_.end()) return known->second;
  auto source = guest_->open();
  auto info = source ? first_session_info(**source) : propagate(source);
  if (!info) {
    spdlog::warn("/v1 leaves out {}: {}", name, info.error().to_string());
    return std::nullopt;
  }
  openers_[name] = guest_->open;
  return facts_[name] = openf1::session_facts(name, *info);
}

Result<std::shared_ptr<const openf1::Session>> OpenF1Sessions::open(const openf1::SessionFacts& facts,
                                                                    openf1::Effort effort) {
  if (effort == openf1::Effort::small) {
    auto session = cache_.find(facts.name);
    if (!session) return fail(ErrorCode::unavailable, "session {} has not been read", facts.name);
    return session;
  }
  const auto read = [&]() -> Result<std::shared_ptr<const openf1::Session>> {
    Open open;
    {
      const std::scoped_lock lock(mutex_);
      open = openers_.at(facts.name);
    }
    auto source = open();
    if (!source) return propagate(source);
    return openf1::Session::read(**source, facts.keys);
  };
  return cache_.get(facts.name, read);
}

}  // namespace slipstream::cli
