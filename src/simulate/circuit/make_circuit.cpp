#include "simulate/circuit/check_line.hpp"
#include "simulate/circuit/circuits.hpp"
#include "simulate/circuit/closed_curve.hpp"
#include "simulate/circuit/corners.hpp"
#include "simulate/circuit/crossing.hpp"
#include "simulate/circuit/layout.hpp"
#include "simulate/circuit/periodic.hpp"

namespace slipstream::simulate {
namespace {

constexpr double kStepM = 4;
constexpr double kBridgeM = 4;
// Cars turn in and out gradually, and roads rise gradually.
constexpr double kCurvatureSigmaM = 9, kHeightSigmaM = 30;

std::vector<float> to_floats(std::span<const double> values) { return {values.begin(), values.end()}; }

Circuit circuit_on(const CircuitPlan& plan, ClosedCurve curve) {
  curve.z_m = smooth_periodic(curve.z_m, kHeightSigmaM / curve.step_m);
  Circuit circuit;
  circuit.name = plan.name;
  circuit.location = plan.location;
  circuit.country = plan.country;
  circuit.step_m = curve.step_m;
  circuit.x_m = to_floats(curve.x_m);
  circuit.y_m = to_floats(curve.y_m);
  circuit.z_m = to_floats(curve.z_m);
  circuit.heading = to_floats(headings(curve));
  circuit.curvature = to_floats(smooth_periodic(curvatures(curve), kCurvatureSigmaM / curve.step_m));
  circuit.slope = to_floats(slopes(curve));
  circuit.corners = find_corners(circuit);
  return circuit;
}

}  // namespace

Result<Circuit> make_circuit(const CircuitPlan& plan) {
  if (auto checked = check_line(plan.line); !checked) return propagate(checked);
  ClosedCurve curve = trace_curve(plan.line, kStepM);
  if (const auto crossing = find_crossing(curve, kBridgeM)) {
    return fail(ErrorCode::invalid_argument,
                "the curve crosses itself: {:.0f} m from the start it meets what is {:.0f} m from the start, "
                "with less than {:.0f} m of height between",
                crossing->first_m, crossing->second_m, kBridgeM);
  }
  Circuit circuit = circuit_on(plan, std::move(curve));
  if (auto laid_out = lay_out(plan, circuit); !laid_out) return propagate(laid_out);
  return circuit;
}

}  // namespace slipstream::simulate
