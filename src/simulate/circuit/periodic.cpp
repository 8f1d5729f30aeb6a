#include "simulate/circuit/periodic.hpp"

#include <algorithm>
#include <cmath>

namespace slipstream::simulate {
namespace {

std::vector<double> gaussian_weights(double sigma) {
  const auto reach = static_cast<std::size_t>(std::ceil(3 * sigma));
  std::vector<double> weights(reach + 1);
  double sum = 0;
  for (std::size_t i = 0; i <= reach; ++i) {
    const double distance = static_cast<double>(i) / sigma;
    weights[i] = std::exp(-0.5 * distance * distance);
    sum += i == 0 ? weights[i] : 2 * weights[i];
  }
  for (double& weight : weights) weight /= sum;
  return weights;
}

}  // namespace

std::vector<double> smooth_periodic(std::span<const double> values, double sigma) {
  const std::size_t size = values.size();
  std::vector<double> smooth(values.begin(), values.end());
  if (size == 0 || sigma <= 0) return smooth;
  const std::vector<double> weights = gaussian_weights(sigma);
  for (std::size_t i = 0; i < size; ++i) {
    double sum = weights[0] * values[i];
    for (std::size_t k = 1; k < weights.size(); ++k) {
      sum += weights[k] * (values[(i + k) % size] + values[(i + size - k % size) % size]);
    }
    smooth[i] = sum;
  }
  return smooth;
}

std::vector<RingRun> equal_runs(std::span<const int> values) {
  const std::size_t size = values.size();
  if (size == 0) return {};
  std::vector<RingRun> runs;
  for (std::size_t i = 0; i < size; ++i) {
    if (values[i] != values[(i + size - 1) % size]) runs.push_back({.begin = i});
  }
  if (runs.empty()) return {{.begin = 0, .count = size}};
  for (std::size_t r = 0; r < runs.size(); ++r) {
    const std::size_t end = r + 1 < runs.size() ? runs[r + 1].begin : runs.front().begin + size;
    runs[r].count = end - runs[r].begin;
  }
  return runs;
}

}  // namespace slipstream::simulate
