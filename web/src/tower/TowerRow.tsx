import { memo, type MouseEvent } from 'react';
import { isRace } from '../header/session_words';
import { SlotMark } from '../ui/SlotMark';
import { useLive, usePage, useView } from '../view/page';
import { slotOf } from '../view/view_state';
import { CarSpeed } from './CarSpeed';
import { carStatus, isOut } from './car_status';
import { DriverCell } from './DriverCell';
import { bestLap, gapText, intervalText, kMarkWords, lastLap, type MarkedTime } from './lap_marks';
import { SectorCell } from './SectorCell';
import { TyreCell } from './TyreCell';

interface TowerRowProps {
  id: string;
  /** the last car that goes on in qualifying */
  cut: boolean;
  isTabStop: boolean;
}

export const TowerRow = memo(function TowerRow({ id, cut, isTabStop }: TowerRowProps) {
  const { act } = usePage();
  const timing = useLive((state) => state.cars[id]?.timing) ?? {};
  const lap = useLive((state) => state.cars[id]?.lap);
  const bestSectors = useLive((state) => state.cars[id]?.bestSectors);
  const sessionBest = useLive((state) => state.bestLap);
  const session = useLive((state) => state.session);
  const cars = useLive((state) => state.order.length);
  const slot = useView((view) => slotOf(view, id));
  const out = isOut(timing);
  const gap = gapText(timing, isRace(session));
  const status = carStatus(timing, session, cars);

  const select = (event: MouseEvent) => {
    act({ kind: 'focus', driver: id });
    act({ kind: event.shiftKey ? 'only' : 'toggle', driver: id });
  };
  const classes = [out && 'out', slot && 'selected', cut && 'cut'].filter(Boolean).join(' ');
  return (
    <tr
      className={classes}
      data-driver={id}
      onClick={select}
      onPointerEnter={() => act({ kind: 'hover', driver: id })}
      onPointerLeave={() => act({ kind: 'hover', driver: undefined })}
    >
      <td className="c-slot">{slot && <SlotMark slot={slot} />}</td>
      <td className="c-pos">{timing.position}</td>
      <DriverCell id={id} selected={slot !== undefined} isTabStop={isTabStop} />
      <td className={`c-gap ${timing.position === 1 ? 'words' : ''}`}>
        <span className="when-wide">{gap}</span>
        <span className="when-narrow">{out ? status?.words.replace('Out', 'out') : gap}</span>
      </td>
      <td className="c-interval">{intervalText(timing)}</td>
      <TimeCell column="last" time={out ? undefined : lastLap(timing, lap, sessionBest)} />
      <TimeCell column="best" time={bestLap(timing, sessionBest)} />
      {[0, 1, 2].map((i) => (
        <SectorCell
          key={i}
          third={i === 2}
          sector={out ? undefined : timing.sectors?.[i]}
          earlier={out && !isRace(session) ? bestSectors?.[i] : (lap?.sectors?.[i] ?? undefined)}
        />
      ))}
      <TyreCell id={id} />
      <td className="c-stops">{timing.pit_stops}</td>
      <CarSpeed id={id} silent={out || timing.in_pit === true} />
      <td className={`c-status ${status?.hot ? 'hot' : ''}`}>{status?.words}</td>
    </tr>
  );
});

function TimeCell({ column, time }: { column: 'last' | 'best'; time: MarkedTime | undefined }) {
  if (!time) return <td className={`c-${column}`} />;
  return (
    <td className={`c-${column} ${time.mark} ${time.mark === 'dim' ? 'words' : ''}`}>
      {time.text}
      <span className="unheard">{kMarkWords[time.mark]}</span>
    </td>
  );
}
