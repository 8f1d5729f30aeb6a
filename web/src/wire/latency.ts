const kWindowMs = 5000;

/** Median of arrival minus production over the last 5 s, in milliseconds. */
export class LatencyMeter {
  private readings: { at: number; latency: number }[] = [];

  /** `timestamp` is UTC, with or without the zone's "Z"; one that cannot be read counts for nothing. */
  add(timestamp: string, now: number): void {
    const produced = Date.parse(timestamp.endsWith('Z') ? timestamp : `${timestamp}Z`);
    if (!Number.isNaN(produced)) this.readings.push({ at: now, latency: Math.max(0, now - produced) });
  }

  median(now: number): number | undefined {
    this.readings = this.readings.filter((reading) => now - reading.at <= kWindowMs);
    const sorted = this.readings.map((reading) => reading.latency).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
  }
}
