import { useEffect, useState } from 'react';
import { EmptyNote, Panel } from '../ui/Panel';
import { Segmented } from '../ui/Segmented';
import { useLive, usePage, useView } from '../view/page';
import type { Point } from '../state/track_outline';
import { isOut } from '../tower/car_status';
import { Cars } from './Cars';
import { boxAround, closedPath, dots, type Box } from './map_geometry';
import './track.css';

const kLookEveryMs = 500;
const kMargin = 0.09;

const kChoices = [
  ['all', 'All'],
  ['selected', 'Selected'],
] as const;

interface Drawing {
  box: Box;
  path: string;
  whole: boolean;
}

/** Where the cars are, on the track that they drew themselves. */
export function TrackMap() {
  const { act } = usePage();
  const selectedOnly = useView((view) => view.mapSelectedOnly);
  const count = useLive(({ order, cars }) => order.filter((id) => !isOut(cars[id]?.timing ?? {})).length);
  const drawing = useDrawing();
  return (
    <Panel
      label="Track"
      className="track"
      head={
        <>
          <h2>Track</h2>
          <span className="sub">{count > 0 && `${count} cars`}</span>
          <span className="push" />
          <Segmented
            label="Cars on the map"
            choices={kChoices}
            value={selectedOnly ? 'selected' : 'all'}
            onChoose={(choice) => act({ kind: 'map', selectedOnly: choice === 'selected' })}
          />
        </>
      }
    >
      {drawing ? <Map drawing={drawing} /> : <EmptyNote>The track appears as the cars drive it.</EmptyNote>}
    </Panel>
  );
}

function Map({ drawing: { box, path, whole } }: { drawing: Drawing }) {
  const viewBox = `${box.x} ${box.y} ${box.width} ${box.height}`;
  return (
    <div className="map">
      <svg viewBox={viewBox} role="img" aria-label="Track map with the cars' places">
        <path className={whole ? 'outline' : 'outline places'} d={path} />
        {whole && <path className="centre" d={path} />}
      </svg>
      <Cars box={box} />
    </div>
  );
}

/** Looks at intervals: places are found by the hundred, and the line of the track once. */
function useDrawing(): Drawing | undefined {
  const { live } = usePage();
  const [drawing, setDrawing] = useState<Drawing>();
  useEffect(() => {
    let drawn: readonly Point[] | undefined;
    let size = 0;
    const look = () => {
      const { line, places } = live.traces.outline;
      const points = line ?? places;
      if (points === drawn && points.length === size) return;
      [drawn, size] = [points, points.length];
      const box = boxAround(points, kMargin);
      if (box) setDrawing({ box, path: line ? closedPath(line) : dots(places), whole: line !== undefined });
    };
    look();
    const timer = setInterval(look, kLookEveryMs);
    return () => clearInterval(timer);
  }, [live]);
  return drawing;
}
