type Grid = readonly string[];

interface TextStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const kKey = 'slipstream.lab.grids';
const kKept = 50;

/**
 * Who started where, by race: the server tells it only to those who see the start, so the browser keeps it for
 * a reload and for the history. The races seen last are kept.
 */
export class GridMemory {
  private readonly grids: Map<string, Grid>;

  constructor(private readonly storage: TextStorage) {
    this.grids = new Map(read(storage));
  }

  of(raceId: string): Grid | undefined {
    return this.grids.get(raceId);
  }

  keep(raceId: string, grid: Grid): void {
    if (this.grids.has(raceId)) return;
    this.grids.set(raceId, grid);
    const newest = [...this.grids].slice(-kKept);
    this.storage.setItem(kKey, JSON.stringify(newest));
  }
}

/** Nothing where the storage is empty or holds something else. */
function read(storage: TextStorage): [string, Grid][] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(kKey) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isEntry) : [];
  } catch {
    return [];
  }
}

const isEntry = (entry: unknown): entry is [string, Grid] =>
  Array.isArray(entry) && typeof entry[0] === 'string' && Array.isArray(entry[1]);
