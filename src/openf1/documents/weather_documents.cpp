#include "openf1/documents/weather_documents.hpp"

#include <cmath>

#include "openf1/documents/key.hpp"

namespace slipstream::openf1 {
namespace {

Value whole(const std::optional<double>& number) {
  return number ? Value{std::int64_t{std::llround(*number)}} : Value{};
}

}  // namespace

void WeatherDocuments::take(UtcTime date, const domain::Weather& weather) {
  const Value rainfall = weather.rainfall ? Value{std::int64_t{*weather.rainfall ? 1 : 0}} : Value{};
  list_.put(make_key(date),
            {date, value_or_null(weather.air_temp_c), value_or_null(weather.humidity_pct),
             value_or_null(weather.pressure_mbar), rainfall, value_or_null(weather.track_temp_c),
             whole(weather.wind_direction_deg), value_or_null(weather.wind_speed_ms)});
}

}  // namespace slipstream::openf1
