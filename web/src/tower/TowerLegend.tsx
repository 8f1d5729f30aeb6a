import { MiniSectors } from './SectorCell';

const kEntries = [
  ['purple', 'overall best'],
  ['green', 'personal best'],
  ['yellow', 'no gain'],
  ['pit', 'pit lane'],
] as const;

export function TowerLegend() {
  return (
    <div className="tower-legend">
      {kEntries.map(([status, words]) => (
        <span key={status}>
          <MiniSectors segments={[status]} />
          {words}
        </span>
      ))}
      <span className="last">dotted tyre = used set</span>
    </div>
  );
}
