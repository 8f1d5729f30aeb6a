#include "api/prometheus_text.hpp"

#include <gtest/gtest.h>

namespace slipstream::api {
namespace {

TEST(PrometheusText, WritesFamiliesAndTheirSamples) {
  std::string out;
  PrometheusText text(out);
  text.begin_family("records_total", MetricKind::counter, "Records.");
  text.sample(18'446'744'073'709'551'615U);
  text.begin_family("speed", MetricKind::gauge, "Speed of each driver.");
  text.sample("driver", "VER", 285.5, 3);
  EXPECT_EQ(
      out,
      "# HELP records_total Records.\n# TYPE records_total counter\nrecords_total 18446744073709551615\n"
      "# HELP speed Speed of each driver.\n# TYPE speed gauge\nspeed{driver=\"VER\"} 285.5\n");
}

TEST(PrometheusText, ValuesHaveTheirDecimalsAndNoMore) {
  struct Case {
    double value;
    int decimals;
    const char* text;
  };
  for (const Case& one : {Case{0.1 + 0.2, 3, "0.3"},
                          {static_cast<double>(0.144F), 3, "0.144"},
                          {9.95, 2, "9.95"},
                          {-331.05, 3, "-331.05"},
                          {3.0, 0, "3"}}) {
    std::string out;
    PrometheusText text(out);
    text.begin_family("m", MetricKind::gauge, "");
    out.clear();
    text.sample("l", "v", one.value, one.decimals);
    EXPECT_EQ(out, std::string{"m{l=\"v\"} "} + one.text + "\n");
  }
}

TEST(PrometheusText, LabelsAreEscaped) {
  std::string out;
  PrometheusText text(out);
  text.sample("driver", "a\"b\\c\nd", 1, 0);
  EXPECT_EQ(out, "{driver=\"a\\\"b\\\\c\\nd\"} 1\n");
}

}  // namespace
}  // namespace slipstream::api
