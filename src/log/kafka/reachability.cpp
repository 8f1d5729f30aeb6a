#include "log/kafka/reachability.hpp"

#include <librdkafka/rdkafka.h>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <spdlog/spdlog.h>

#include "base/metrics.hpp"

namespace slipstream::log::kafka {
namespace {

/// librdkafka tells of every attempt.
constexpr std::chrono::seconds kSaidAgain{30};
constexpr std::size_t kRemembered = 100;

prometheus::Counter& lost_connections() {
  static prometheus::Counter& counter = prometheus::BuildCounter()
                                            .Name("slipstream_kafka_connection_errors_total")
                                            .Help("Connections to brokers that were lost or refused.")
                                            .Register(base::metrics_registry())
                                            .Add({});
  return counter;
}

prometheus::Gauge& reachable() {
  static prometheus::Gauge& gauge = prometheus::BuildGauge()
                                        .Name("slipstream_kafka_reachable")
                                        .Help("1 while a broker answers, else 0.")
                                        .Register(base::metrics_registry())
                                        .Add({}, 1);
  return gauge;
}

bool is_refusal(int code) {
  return code == RD_KAFKA_RESP_ERR__AUTHENTICATION || code == RD_KAFKA_RESP_ERR__SSL;
}

}  // namespace

void Reachability::note_error(int code, const char* reason) {
  if (code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN) {
    reachable().Set(0);
    if (!away_.exchange(true))
      spdlog::warn("kafka: no broker of {} can be reached; what is under way waits for one", cluster_);
    return;
  }
  if (code == RD_KAFKA_RESP_ERR__TRANSPORT) lost_connections().Increment();
  const char* name = rd_kafka_err2name(static_cast<rd_kafka_resp_err_t>(code));
  // Up to the first figure of a duration, by which the same error differs from itself.
  const std::string text = reason;
  const std::string what = text.substr(0, text.find(" (after"));
  if (is_refusal(code)) note_refusal(what);
  if (!said_lately(name + what)) spdlog::warn("kafka: {}: {}", name, text);
}

void Reachability::note_refusal(const std::string& why) {
  const std::scoped_lock lock(mutex_);
  refusal_ = why;
}

std::optional<std::string> Reachability::refusal() const {
  if (!away_) return std::nullopt;
  const std::scoped_lock lock(mutex_);
  return refusal_;
}

void Reachability::say_back() {
  reachable().Set(1);
  if (away_.exchange(false)) spdlog::info("kafka: {} can be reached again", cluster_);
}

bool Reachability::said_lately(const std::string& what) {
  const Clock::time_point now = Clock::now();
  const std::scoped_lock lock(mutex_);
  const auto said = said_.find(what);
  if (said != said_.end() && now - said->second < kSaidAgain) return true;
  if (said_.size() >= kRemembered) said_.clear();
  said_[what] = now;
  return false;
}

}  // namespace slipstream::log::kafka
