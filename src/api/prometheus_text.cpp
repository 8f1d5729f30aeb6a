#include "api/prometheus_text.hpp"

#include <iterator>

#include <fmt/format.h>

#include "codec/json_writer.hpp"

namespace slipstream::api {
namespace {

void append_escaped_label(std::string_view value, std::string& out) {
  for (const char letter : value) {
    if (letter == '\n') {
      out += "\\n";
      continue;
    }
    if (letter == '"' || letter == '\\') out += '\\';
    out += letter;
  }
}

}  // namespace

void PrometheusText::begin_family(std::string name, MetricKind kind, std::string_view help) {
  family_ = std::move(name);
  fmt::format_to(std::back_inserter(out_), "# HELP {} {}\n# TYPE {} {}\n", family_, help, family_,
                 kind == MetricKind::counter ? "counter" : "gauge");
}

void PrometheusText::sample(std::uint64_t count) {
  fmt::format_to(std::back_inserter(out_), "{} {}\n", family_, count);
}

void PrometheusText::sample(std::string_view label, std::string_view label_value, double value,
                            int decimals) {
  fmt::format_to(std::back_inserter(out_), "{}{{{}=\"", family_, label);
  append_escaped_label(label_value, out_);
  out_ += "\"} ";
  codec::append_decimal(out_, value, decimals);
  out_ += '\n';
}

}  // namespace slipstream::api
