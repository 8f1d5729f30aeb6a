import { sectorTime } from '../format/times';
import type { Sector, SegmentStatus } from '../wire/messages';
import { kMarkWords, runningTime, sectorMark } from './lap_marks';

interface SectorCellProps {
  sector: Sector | undefined;
  /** shown, quietly, while this lap has no time here: the lap before, or the best of a car that is out */
  earlier: number | undefined;
  third: boolean;
}

export function SectorCell({ sector, earlier, third }: SectorCellProps) {
  const time = sector && runningTime(sector);
  const mark = time === undefined ? 'dim' : sectorMark(sector);
  const shown = time ?? sector?.time ?? earlier;
  return (
    <td className={`c-sector ${third ? 'c-third' : ''}`}>
      <span className={`sector-time ${mark}`}>
        {shown !== undefined && sectorTime(shown)}
        {time !== undefined && <span className="unheard">{kMarkWords[mark]}</span>}
      </span>
      {sector && <MiniSectors segments={sector.segments ?? []} />}
    </td>
  );
}

/** Height and colour say the same: purple is tallest, not driven the lowest. */
export function MiniSectors({ segments }: { segments: readonly SegmentStatus[] }) {
  return (
    <span className="mini-sectors" aria-hidden="true">
      {segments.map((status, index) => (
        <i key={index} className={status} />
      ))}
    </span>
  );
}
