import type { SessionMessage } from '../wire/messages';
import { carsFromDrivers, newCar, withLap, withStint, withTiming } from './cars';
import { withTime, type CarState, type LiveState } from './live_state';
import { bestLapOf, towerOrder } from './tower_order';

const kMaxRaceControl = 200;

/** A message of `f1-session` (CONTRACTS §2.4) merged into the state; kinds the page does not show change nothing. */
export function withSessionMessage(state: LiveState, message: SessionMessage): LiveState {
  switch (message.message_type) {
    case 'session': {
      const session = { ...state.session, ...message };
      const cars = carsFromDrivers(state.cars, message.drivers ?? []);
      return { ...state, session, cars, order: towerOrder(cars, session.drivers ?? []) };
    }
    case 'timing':
      return withTimingMessage(state, message);
    case 'stint':
      return changeCar(state, message.driver_id, (car) => withStint(car, message));
    case 'lap':
      return changeCar(state, message.driver_id, (car) => withLap(car, message));
    case 'race_control':
      return { ...state, raceControl: [message, ...state.raceControl].slice(0, kMaxRaceControl) };
    case 'track_status':
      return { ...state, trackStatus: message };
    case 'weather':
      return { ...state, weather: message };
    case 'clock':
      return { ...state, clock: { ...state.clock, ...message } };
    case 'replay':
      return withTime({ ...state, replay: { ...state.replay, ...message } }, message.position);
    case 'heartbeat':
      return withTime(state, message.position);
    default:
      return state;
  }
}

type TimingMessage = Extract<SessionMessage, { message_type: 'timing' }>;

function withTimingMessage(state: LiveState, message: TimingMessage): LiveState {
  const next = changeCar(state, message.driver_id, (car) => withTiming(car, message, message.full === true));
  const moved = message.full === true || message.position !== undefined;
  const improved = message.full === true || message.best_lap_time !== undefined;
  return {
    ...next,
    order: moved ? towerOrder(next.cars, next.session?.drivers ?? []) : next.order,
    bestLap: improved ? bestLapOf(next.cars) : next.bestLap,
  };
}

function changeCar(state: LiveState, id: string | undefined, change: (car: CarState) => CarState): LiveState {
  if (id === undefined) return state;
  return { ...state, cars: { ...state.cars, [id]: change(state.cars[id] ?? newCar(id)) } };
}
