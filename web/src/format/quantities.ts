/** 300 m, and 1.2 km from a kilometre on */
export function axisDistance(metres: number): string {
  if (metres === 0) return '0';
  return metres < 1000 ? `${metres} m` : `${metres / 1000} km`;
}

/** 10×, 0.5×, max */
export function replaySpeed(speed: number | 'max' | null | undefined): string {
  return typeof speed === 'number' ? `${speed}×` : 'max';
}
