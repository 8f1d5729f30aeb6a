#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "base/time.hpp"
#include "prepare/window.hpp"

namespace slipstream::prepare {

using Vector3 = std::array<double, 3>;

/// The quadratic interpolating spline through points that arrive one after the other: the curve that
/// FastF1 draws through X, Y, Z (scipy's make_interp_spline with k = 2). Its pieces meet halfway between
/// samples; the first and the last piece cover two samples each.
///
/// The unknowns are the values at the meeting points. They obey a tridiagonal system whose forward
/// elimination needs the past only and is carried on with each sample. The back substitution would have to
/// start at the last sample; what it starts with dies away by 0.1716 per sample, so it starts `look_ahead`
/// samples after the place in question, as if the curve ended there: 4 samples give 9e-4 of the deviation,
/// 12 give 6e-10. The result depends on the samples alone, not on how many had arrived when it was asked for.
///
/// With two samples the curve is a line. Not for several threads.
class QuadraticSpline {
 public:
  explicit QuadraticSpline(std::size_t look_ahead) : look_ahead_(look_ahead < 1 ? 1 : look_ahead) {}

  /// `time` must be later than that of the sample before.
  void add(SessionTime time, const Vector3& value);
  /// No further sample will come.
  void close() { closed_ = true; }

  [[nodiscard]] bool empty() const { return knots_.empty(); }
  [[nodiscard]] bool closed() const { return closed_; }
  [[nodiscard]] SessionTime first_time() const { return first_time_; }
  [[nodiscard]] SessionTime last_time() const { return knots_.back().time; }
  /// Whether the curve at `time` is settled: closed, or enough samples follow.
  [[nodiscard]] bool settled(SessionTime time) const;
  /// The curve at `time`; nullopt outside the samples. Times must not decrease from call to call: samples
  /// that are no longer needed are forgotten.
  [[nodiscard]] std::optional<Vector3> at(SessionTime time);

 private:
  /// One sample, the meeting point after it, and its eliminated row: value(meeting) = p − g · value(next).
  struct Knot {
    SessionTime time;
    double x = 0;     // time in ms since first_time_
    double node = 0;  // where the piece around this sample ends
    Vector3 y{};
    double g = 0;
    Vector3 p{};
  };
  struct Row {
    double g;
    Vector3 p;
  };
  /// Row `i` of the system if the piece after it ended at `node_after`.
  [[nodiscard]] Row eliminate(std::size_t i, double node_after) const;
  [[nodiscard]] Vector3 line(double x) const;
  void forget_before(SessionTime time);

  std::size_t look_ahead_;
  bool closed_ = false;
  bool starts_here_ = true;  // knots_[0] is the curve's first sample: nothing was forgotten yet
  SessionTime first_time_;
  Window<Knot> knots_;
};

}  // namespace slipstream::prepare
