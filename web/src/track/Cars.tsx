import { useEffect, useRef } from 'react';
import type { CarMotion } from '../state/trace_recorder';
import { useLive, usePage, useView } from '../view/page';
import { kSlots, slotOf } from '../view/view_state';
import { isOut } from '../tower/car_status';
import { placeLabels, type Side } from './label_places';
import type { Box } from './map_geometry';

/** A jump of more than this (tenths of a metre) or after this long is not a drive. */
const kJump = 3000;
const kPauseMs = 1500;

/** Between the last two known places, never ahead of the data. */
export function placeAt({ before, latest }: CarMotion, now: number): { x: number; y: number } {
  const span = latest.at - before.at;
  const jump = Math.hypot(latest.x - before.x, latest.y - before.y) > kJump;
  if (span <= 0 || span > kPauseMs || jump) return latest;
  const part = Math.min(1, (now - latest.at) / span);
  return { x: before.x + (latest.x - before.x) * part, y: before.y + (latest.y - before.y) * part };
}

/** The cars as dots with their codes, moved without React at every animation frame. */
export function Cars({ box }: { box: Box }) {
  const { live } = usePage();
  const order = useLive((state) => state.order);
  const layer = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let frame = 0;
    const step = () => {
      frame = requestAnimationFrame(step);
      const element = layer.current;
      if (element) moveAll(element, box, (id) => live.traces.motion.get(id));
    };
    step();
    return () => cancelAnimationFrame(frame);
  }, [live, box]);

  return (
    <div className="cars" ref={layer}>
      {[...order].reverse().map((id) => (
        <CarDot key={id} id={id} />
      ))}
    </div>
  );
}

function moveAll(layer: HTMLElement, box: Box, motionOf: (id: string) => CarMotion | undefined): void {
  const scale = Math.min(layer.clientWidth / box.width, layer.clientHeight / box.height);
  const left = (layer.clientWidth - box.width * scale) / 2;
  const top = (layer.clientHeight - box.height * scale) / 2;
  const now = Date.now();
  const seen: { dot: HTMLElement; x: number; y: number; side?: Side }[] = [];
  for (const dot of layer.querySelectorAll<HTMLElement>('[data-car]')) {
    const motion = motionOf(dot.dataset.car ?? '');
    dot.hidden = motion === undefined;
    if (!motion) continue;
    const place = placeAt(motion, now);
    const [x, y] = [left + (place.x - box.x) * scale, top + (-place.y - box.y) * scale];
    dot.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
    seen.push({ dot, x, y, side: dot.dataset.side as Side | undefined });
  }
  label(seen);
}

/** Selected cars choose the side of their label first, then those in front: they are the last in the layer. */
function label(cars: { dot: HTMLElement; x: number; y: number; side?: Side }[]): void {
  const chosen = (dot: HTMLElement) => Number(dot.dataset.slot !== undefined);
  const ranked = cars.reverse().sort((a, b) => chosen(b.dot) - chosen(a.dot));
  placeLabels(ranked).forEach((side, index) => {
    const dot = ranked[index]?.dot;
    if (!dot || dot.dataset.side === side) return;
    if (side) dot.dataset.side = side;
    else delete dot.dataset.side;
  });
}

function CarDot({ id }: { id: string }) {
  const { act } = usePage();
  const color = useLive((state) => state.cars[id]?.teamColor);
  const away = useLive((state) => {
    const timing = state.cars[id]?.timing ?? {};
    return isOut(timing) || timing.in_pit === true;
  });
  const slot = useView((view) => slotOf(view, id));
  const hovered = useView((view) => view.hovered === id);
  const left = useView((view) => view.mapSelectedOnly && !kSlots.some((one) => view.slots[one] === id));
  if (left || (away && !slot)) return null;
  return (
    <button
      className={`car ${slot ?? ''} ${hovered ? 'hovered' : ''}`}
      data-car={id}
      data-slot={slot}
      hidden
      tabIndex={-1}
      onClick={(event) => act({ kind: event.shiftKey ? 'only' : 'toggle', driver: id })}
    >
      <i style={{ background: color }} />
      <span>{id}</span>
    </button>
  );
}
