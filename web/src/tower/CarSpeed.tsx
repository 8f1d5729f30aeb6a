import { useLive } from '../view/page';

/** The only cells that change with every sample, so they render by themselves. */
export function CarSpeed({ id, silent }: { id: string; silent: boolean }) {
  const speed = useLive((state) => state.cars[id]?.telemetry?.speed);
  const open = useLive((state) => state.cars[id]?.telemetry?.drs === 1);
  return (
    <>
      <td className="c-speed">{silent || speed == null ? '' : Math.round(speed)}</td>
      <td className="c-drs">{!silent && open && <span className="drs-open">DRS</span>}</td>
    </>
  );
}
