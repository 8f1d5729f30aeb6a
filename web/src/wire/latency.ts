const kWindowMs = 5000;

/** Median of arrival minus production over the last 5 s, in milliseconds. */
export class LatencyMeter {
  private readings: { at: number; latency: number }[] = [];

  /** Both in unix milliseconds. */
  add(produced: number, now: number): void {
    this.readings.push({ at: now, latency: Math.max(0, now - produced) });
  }

  median(now: number): number | undefined {
    this.readings = this.readings.filter((reading) => now - reading.at <= kWindowMs);
    const sorted = this.readings.map((reading) => reading.latency).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
  }
}
