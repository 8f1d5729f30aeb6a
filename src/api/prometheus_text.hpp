#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace slipstream::api {

enum class MetricKind : std::uint8_t { counter, gauge };

/// Appends metrics in Prometheus' text format (version 0.0.4): a family, then its samples, with the decimals
/// they have and no more. One thread.
class PrometheusText {
 public:
  explicit PrometheusText(std::string& out) : out_(out) {}

  /// Samples that follow are of this family. `help` is one line without backslashes.
  void begin_family(std::string name, MetricKind kind, std::string_view help);
  /// The only sample of its family.
  void sample(std::uint64_t count);
  /// One of several, told apart by a label. `value` is finite.
  void sample(std::string_view label, std::string_view label_value, double value, int decimals);

 private:
  std::string& out_;
  std::string family_;
};

}  // namespace slipstream::api
