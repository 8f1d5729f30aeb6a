#pragma once

#include <map>
#include <optional>
#include <vector>

#include "openf1/documents/document_list.hpp"
#include "source/feed_event.hpp"

namespace slipstream::openf1 {

/// `stints`: a version of a stint whenever one of its fields changes. `now` is the time of the feed's line.
class StintDocuments {
 public:
  void take(SessionTime now, const source::TimingAppData& tyres);
  void take(SessionTime now, const source::TimingData& timing);
  [[nodiscard]] std::vector<Document> finish(SessionKeys keys) { return list_.finish(keys); }

 private:
  struct Stint {
    int number = 1, lap_start = 1, lap_end = 1;
    std::optional<domain::Compound> compound;
    std::optional<int> tyre_age_at_start;
    std::optional<SessionTime> lap_end_set_at;
    bool changed = false;

    void set_lap_end(int lap, SessionTime now);
  };

  Stint& stint(domain::CarNumber car, int number, SessionTime now);
  void put_changed(domain::CarNumber car);

  DocumentList list_{Collection::stints};
  std::map<domain::CarNumber, std::vector<Stint>> stints_;
};

}  // namespace slipstream::openf1
