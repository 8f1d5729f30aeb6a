import uPlot from 'uplot';
import { axisDistance } from '../format/quantities';
import type { Axis } from '../view/view_state';
import type { Channel } from './channels';

/** Colours and sizes come from tokens.css at every drawing, so that a change of theme needs only a redraw. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

const kAxisSize = 34;
const kFootSize = 20;
const kTickSpace = 70;
const kRightGap = 12;
const kTopGap = 6;
const kLineA = 1.75;
const kLineB = 1.5;

export interface ChartOptions {
  channel: Channel;
  axis: Axis;
  /** whether the chart carries the axis of all of them */
  withFoot: boolean;
  onCursor: (index: number | undefined) => void;
}

const axisWords = (at: number, axis: Axis) => (axis === 'distance' ? axisDistance(at) : `${at} s`);

/** The charts of the panel share one cursor by this key. */
const kSyncKey = 'traces';

export function chartOptions({ channel, axis, withFoot, onCursor }: ChartOptions): uPlot.Options {
  const [low, high] = channel.range;
  const band = channel.shape === 'band';
  const paths = channel.shape === 'step' ? uPlot.paths.stepped?.({ align: 1 }) : undefined;
  const line = (slot: string, width: number, dash?: number[]): uPlot.Series => ({
    stroke: () => token(slot),
    width,
    dash,
    points: { show: false },
    paths: band ? () => null : paths,
  });
  const font = () => `${token('--fs-10')} ${token('--font-ui')}`;
  return {
    width: 100,
    height: 100,
    padding: [kTopGap, kRightGap, withFoot ? 0 : kTopGap, 0],
    legend: { show: false },
    cursor: {
      sync: { key: kSyncKey },
      drag: { x: false, y: false },
      points: { show: false },
      x: true,
      y: false,
    },
    scales: { x: { time: false, range: (_, min, max) => [min, max] }, y: { range: () => [low, high] } },
    axes: [
      {
        size: withFoot ? kFootSize : 0,
        space: kTickSpace,
        gap: 2,
        font: font(),
        stroke: () => token('--axis'),
        grid: { show: true, stroke: () => token('--grid'), width: 1 },
        ticks: { show: false },
        values: (_, splits) => splits.map((at) => (withFoot ? axisWords(at, axis) : '')),
      },
      {
        size: kAxisSize,
        gap: 6,
        font: font(),
        stroke: () => token('--axis'),
        grid: { show: true, stroke: () => token('--grid'), width: 1 },
        ticks: { show: false },
        splits: () => [...channel.ticks],
      },
    ],
    series: [{}, line('--slot-a', kLineA), line('--slot-b', kLineB, [5, 2]), line('--text-3', 1, [1.5, 2.5])],
    hooks: {
      setCursor: [(chart) => onCursor(chart.cursor.idx ?? undefined)],
      draw: band ? [paintBands] : [],
    },
  };
}

/** Brake as bars: A above B, filled where the pedal is down. */
function paintBands(chart: uPlot): void {
  const { left, top, width, height } = chart.bbox;
  const gap = 2 * devicePixelRatio;
  const barHeight = (height - gap) / 2;
  ['--slot-a', '--slot-b'].forEach((slot, row) => {
    const y = top + row * (barHeight + gap);
    chart.ctx.fillStyle = token('--grid');
    chart.ctx.fillRect(left, y, width, barHeight);
    chart.ctx.fillStyle = token(slot);
    const [places, values] = [chart.data[0], chart.data[row + 1]];
    places.forEach((place, i) => {
      if (!values?.[i]) return;
      const x = chart.valToPos(place, 'x', true);
      const next = chart.valToPos(places[i + 1] ?? place, 'x', true);
      chart.ctx.fillRect(x, y, Math.max(1, next - x), barHeight);
    });
  });
}
