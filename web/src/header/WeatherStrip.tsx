import type { ReactNode } from 'react';
import { useLive } from '../view/page';

export function WeatherStrip() {
  const weather = useLive((state) => state.weather);
  const loading = useLive((state) => state.session === undefined);
  if (!weather) {
    return (
      <div className="weather">{!loading && <Reading label="Weather" missing="not in this source" />}</div>
    );
  }
  return (
    <div className="weather">
      <Reading label="Air" value={weather.air_temp_c?.toFixed(1)} unit="°C" />
      <Reading label="Track" value={weather.track_temp_c?.toFixed(1)} unit="°C" />
      <Reading label="Humidity" value={weather.humidity_pct?.toFixed(0)} unit=" %" />
      <Reading
        label="Wind"
        value={weather.wind_speed_ms?.toFixed(1)}
        unit=" m/s"
        mark={<WindArrow from={weather.wind_direction_deg} />}
      />
      <Reading
        label="Rain"
        value={weather.rainfall === undefined ? undefined : weather.rainfall ? 'Yes' : 'No'}
      />
    </div>
  );
}

interface ReadingProps {
  label: string;
  value?: string;
  unit?: string;
  mark?: ReactNode;
  missing?: string;
}

function Reading({ label, value, unit, mark, missing = '–' }: ReadingProps) {
  return (
    <div className="reading">
      <span className="label">{label}</span>
      {value === undefined ? (
        <span className="value missing">{missing}</span>
      ) : (
        <span className="value">
          {mark}
          {value}
          {unit && <span className="unit">{unit}</span>}
        </span>
      )}
    </div>
  );
}

/** Points where the wind blows to; the feed says where it comes from. */
function WindArrow({ from }: { from: number | undefined }) {
  if (from === undefined) return null;
  return (
    <svg className="wind-arrow" viewBox="0 0 11 11" style={{ rotate: `${from + 180}deg` }} aria-hidden="true">
      <path d="M5.5 0l4 11-4-2.5-4 2.5z" />
    </svg>
  );
}
