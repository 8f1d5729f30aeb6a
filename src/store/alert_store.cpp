#include "store/alert_store.hpp"

#include <algorithm>

#include "store/series.hpp"

namespace slipstream::store {
namespace {

bool matches(const AlertFilter& filter, const KeptAlert& kept) {
  const codec::AlertRecord& record = kept.record;
  if (filter.severity && record.alert.severity != *filter.severity) return false;
  if (filter.run_id && record.run_id != *filter.run_id) return false;
  if (filter.from_ms && unix_ms(record.produced_at) < *filter.from_ms) return false;
  if (filter.to_ms && unix_ms(record.produced_at) > *filter.to_ms) return false;
  if (filter.open_only && record.alert.state != domain::AlertState::opened) return false;
  if (filter.drivers.empty()) return true;
  return std::find(filter.drivers.begin(), filter.drivers.end(), record.alert.driver.view()) !=
         filter.drivers.end();
}

}  // namespace

void AlertStore::apply(const codec::AlertRecord& message) {
  ++messages_;
  KeptAlert* known = find_kept(message);
  if (message.alert.state == domain::AlertState::closed) {
    if (known != nullptr) close(*known, message);
    return;
  }
  if (known != nullptr) return;
  const auto severity = static_cast<std::size_t>(message.alert.severity);
  ++counts_.by_severity[severity];
  auto& entries = entries_[severity];
  if (kept_per_severity_ == 0) return;
  if (entries.size() == kept_per_severity_) drop_oldest(entries);
  if (!message.alert.alert_id.empty()) order_of_[message.alert.alert_id] = next_order_;
  entries.push_back({next_order_++, {message, std::nullopt}});
}

void AlertStore::close(KeptAlert& known, const codec::AlertRecord& message) {
  domain::Alert& alert = known.record.alert;
  alert.state = domain::AlertState::closed;
  alert.ended_at = message.alert.ended_at;
  if (message.alert.value) alert.value = message.alert.value;
  if (!message.alert.description.empty()) alert.description = message.alert.description;
  known.ended_at = message.produced_at;
}

void AlertStore::clear() {
  for (auto& entries : entries_) entries.clear();
  order_of_.clear();
  counts_ = {};
}

void AlertStore::drop_oldest(std::deque<Entry>& entries) {
  order_of_.erase(entries.front().alert.record.alert.alert_id);
  entries.pop_front();
}

KeptAlert* AlertStore::find_kept(const codec::AlertRecord& message) {
  const auto order = order_of_.find(message.alert.alert_id);
  if (order == order_of_.end()) return nullptr;
  for (auto& entries : entries_) {
    const auto entry =
        std::lower_bound(entries.begin(), entries.end(), order->second,
                         [](const Entry& e, std::uint64_t wanted) { return e.order < wanted; });
    if (entry != entries.end() && entry->order == order->second) return &entry->alert;
  }
  return nullptr;
}

std::vector<const KeptAlert*> AlertStore::find(const AlertFilter& filter) const {
  std::vector<const KeptAlert*> found;
  // Merges the three lists from their newest ends.
  std::array<std::size_t, 3> left{entries_[0].size(), entries_[1].size(), entries_[2].size()};
  while (filter.limit == 0 || found.size() < filter.limit) {
    const Entry* newest = nullptr;
    std::size_t from = 0;
    for (std::size_t severity = 0; severity < left.size(); ++severity) {
      if (left[severity] == 0) continue;
      const Entry& candidate = entries_[severity][left[severity] - 1];
      if (newest != nullptr && candidate.order < newest->order) continue;
      newest = &candidate;
      from = severity;
    }
    if (newest == nullptr) break;
    --left[from];
    if (matches(filter, newest->alert)) found.push_back(&newest->alert);
  }
  return found;
}

}  // namespace slipstream::store
