import { useCallback, useEffect, useRef } from 'react';
import { usePage, useView } from '../view/page';
import { traceData, type TraceData } from './trace_data';

type Draw = (data: TraceData) => void;

/**
 * The selected cars' traces for those who draw them: at once on subscription, then at most once per animation
 * frame while samples come in.
 */
export function useTraceFeed(): (draw: Draw) => () => void {
  const { live } = usePage();
  const slots = useView((view) => view.slots);
  const axis = useView((view) => view.axis);
  const draws = useRef(new Set<Draw>());

  useEffect(() => {
    let version = -1;
    let frame = 0;
    const step = () => {
      frame = requestAnimationFrame(step);
      if (version === live.traces.version) return;
      version = live.traces.version;
      const data = traceData(live.traces, slots, axis);
      draws.current.forEach((draw) => draw(data));
    };
    step();
    return () => cancelAnimationFrame(frame);
  }, [live, slots, axis]);

  return useCallback(
    (draw: Draw) => {
      const all = draws.current;
      all.add(draw);
      draw(traceData(live.traces, slots, axis));
      return () => all.delete(draw);
    },
    [live, slots, axis],
  );
}
