import { useSyncExternalStore } from 'react';

/** A value outside React with those who want to know when it changes. */
export class Observable<T> {
  private readonly listeners = new Set<() => void>();

  constructor(private current: T) {}

  get value(): T {
    return this.current;
  }

  set(next: T): void {
    if (Object.is(next, this.current)) return;
    this.current = next;
    this.listeners.forEach((listener) => listener());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

/** A part of the value; the component renders again only when that part is another object. */
export function useSelected<T, Part>(source: Observable<T>, select: (value: T) => Part): Part {
  return useSyncExternalStore(source.subscribe, () => select(source.value));
}
