#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.hpp"
#include "codec/alert_json.hpp"
#include "domain/alert.hpp"

namespace slipstream::store {

/// An alert as it stands: opened, and closed if a closing message has come.
struct KeptAlert {
  codec::AlertRecord record;         ///< the opening, with what the closing added
  std::optional<WallTime> ended_at;  ///< wall time of the closing
};

struct AlertFilter {
  std::optional<domain::Severity> severity = {};
  std::vector<std::string> drivers = {};                 ///< empty: all
  std::optional<std::string> run_id = {};                ///< nullopt: all runs kept
  std::optional<std::int64_t> from_ms = {}, to_ms = {};  ///< wall time of the opening, both included
  bool open_only = false;
  std::size_t limit = 0;  ///< 0: all
};

/// Openings by severity.
struct AlertCounts {
  std::array<std::uint64_t, 3> by_severity{};
  friend bool operator==(const AlertCounts&, const AlertCounts&) = default;
};

/// The newest alerts, bounded per severity. A plain value: whoever owns it locks it.
class AlertStore {
 public:
  explicit AlertStore(std::size_t kept_per_severity) : kept_per_severity_(kept_per_severity) {}

  /// An opening or sample adds an alert, a closing completes the one of its id (or, if that is no longer
  /// kept, is only counted as a message). A repeated opening changes nothing.
  void apply(const codec::AlertRecord& message);
  /// Forgets counts; kept alerts stay. For a new run.
  void start_run() { counts_ = {}; }
  void clear();

  /// Newest first.
  [[nodiscard]] std::vector<const KeptAlert*> find(const AlertFilter& filter) const;
  /// Of the current run.
  [[nodiscard]] const AlertCounts& counts() const { return counts_; }
  [[nodiscard]] std::uint64_t messages() const { return messages_; }

 private:
  struct Entry {
    std::uint64_t order = 0;  // of arrival
    KeptAlert alert;
  };
  static void close(KeptAlert& known, const codec::AlertRecord& message);
  void drop_oldest(std::deque<Entry>& entries);
  /// The one with the message's id; nullptr if it is not kept.
  [[nodiscard]] KeptAlert* find_kept(const codec::AlertRecord& message);

  std::size_t kept_per_severity_;
  std::array<std::deque<Entry>, 3> entries_;                 // by severity, oldest first
  std::unordered_map<std::string, std::uint64_t> order_of_;  // alert id → Entry::order
  AlertCounts counts_;
  std::uint64_t messages_ = 0;
  std::uint64_t next_order_ = 0;
};

}  // namespace slipstream::store
