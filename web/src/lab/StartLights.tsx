import { kLights } from './start_lights';

/** Five lights; when all are out again the race is on. */
export function StartLights({ lit }: { lit: number }) {
  const label = lit === 0 ? 'Lights out' : `${lit} of ${kLights} start lights on`;
  return (
    <div className="start-lights" role="img" aria-label={label}>
      {Array.from({ length: kLights }, (_, index) => (
        <i key={index} className={index < lit ? 'lit' : ''} />
      ))}
    </div>
  );
}
