#include "cli/config_setters.hpp"
#include "cli/setting_groups.hpp"

namespace slipstream::cli {

void add_fetch_keys(std::vector<base::ConfigKey>& keys, Settings& s) {
  keys.insert(keys.end(),
              {{"fetch.archive", "addresses: the official archive, then mirrors", into(s.fetch.archive)},
               {"fetch.results_api", "an address with Ergast's API; empty: none", into(s.fetch.results_api)},
               {"fetch.parallel", "files at a time", whole(s.fetch.parallel, 1, 16)},
               {"fetch.requests_per_second", "to one host", number(s.fetch.requests_per_second, 0.1, 1000)},
               {"fetch.attempts", "in a row that bring nothing", whole(s.fetch.attempts, 1, 100)},
               {"fetch.first_wait", "s before the second attempt", number(s.fetch.first_wait_s, 0.01, 60)},
               {"fetch.stalled_after", "s of silence", whole(s.fetch.stalled_after_s, 1, 3600)},
               {"fetch.ca_file", "certificates to trust instead of the system's", into(s.fetch.ca_file)}});
}

}  // namespace slipstream::cli
