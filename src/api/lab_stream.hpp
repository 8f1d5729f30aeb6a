#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "http/event_stream.hpp"
#include "lab/lab_store.hpp"

namespace slipstream::api {

/// The positions of one race for one client (CONTRACTS §3.2): those of now, then each update. A client that
/// is slow gets the newest one only. One thread at a time.
class LabStream : public http::EventStream {
 public:
  LabStream(std::string race_id, std::shared_ptr<lab::RaceFeed> feed)
      : race_id_(std::move(race_id)), feed_(std::move(feed)) {}

  [[nodiscard]] bool has_news() const override { return feed_->version() != sent_; }
  bool pull(std::string& out) override;
  [[nodiscard]] std::string_view keep_alive() const override;

 private:
  const std::string race_id_;
  const std::shared_ptr<lab::RaceFeed> feed_;
  std::uint64_t sent_ = 0;
};

/// The same of all races that run.
class AllRacesStream : public http::EventStream {
 public:
  /// `store` must outlive it.
  explicit AllRacesStream(lab::LabStore& store) : store_(store) {}

  bool pull(std::string& out) override;
  [[nodiscard]] std::string_view keep_alive() const override;

 private:
  lab::LabStore& store_;
  std::map<std::string, LabStream> races_;
};

}  // namespace slipstream::api
