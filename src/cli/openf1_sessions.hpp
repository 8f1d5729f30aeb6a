#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "library/library.hpp"
#include "openf1/session_cache.hpp"
#include "openf1/session_provider.hpp"

namespace slipstream::cli {

/// The sessions that /v1 knows: those of the library, and what this process plays from elsewhere.
/// Thread-safe.
class OpenF1Sessions : public openf1::SessionProvider {
 public:
  using Open = std::function<Result<std::unique_ptr<source::Source>>()>;
  /// A session that is not in the library.
  struct Guest {
    std::string name;
    Open open;  ///< with source::Samples::verbatim; by any thread, more than once
  };

  /// `stop` ends what is being read; `library` must outlive it.
  OpenF1Sessions(const library::Library& library, std::optional<Guest> guest, std::stop_token stop);

  Result<std::shared_ptr<const std::vector<openf1::SessionFacts>>> sessions(openf1::Effort effort) override;
  Result<std::shared_ptr<const openf1::Session>> open(const openf1::SessionFacts& facts,
                                                      openf1::Effort effort) override;

 private:
  using List = std::shared_ptr<const std::vector<openf1::SessionFacts>>;

  Result<List> read_list();
  /// nullopt if the session cannot be read, which goes to the program's log.
  std::optional<openf1::SessionFacts> facts_of(const library::SessionEntry& entry);
  std::optional<openf1::SessionFacts> facts_of_guest();

  const library::Library& library_;
  const std::optional<Guest> guest_;
  const std::stop_token stop_;
  openf1::SessionCache cache_;
  std::mutex mutex_;
  // All below guarded by mutex_.
  std::optional<std::filesystem::file_time_type> listed_at_;
  List list_;
  std::map<std::string, openf1::SessionFacts> facts_;  ///< by name, of all sessions that were ever listed
  std::map<std::string, Open> openers_;                ///< by name
};

}  // namespace slipstream::cli
