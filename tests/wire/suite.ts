import { vi } from 'vitest';

// Wire tests mostly wait (a hang is proved by waiting), so many at a time cost a machine little.
vi.setConfig({ maxConcurrency: 32 });

/** Options of a suite of wire claims: its tests wait side by side, with room for a machine that is busy. */
export const WIRE_SUITE = { concurrent: true, timeout: 60_000 };
