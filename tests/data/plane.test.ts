/** Points in the plane are drawn by formula, so that their distributions are known. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, type RunConfig } from '../../src/config/runConfig.ts';
import { bytesToUnit } from '../../src/data/normalise.ts';
import { toFixed } from '../../src/data/points.ts';
import { DATA_SETS, type DataSetName, isPlane } from '../../src/data/sets/registry.ts';

const nothing = () => Promise.reject(new Error('Points need nothing from elsewhere.'));
const SOURCES = {
  fetchBytes: nothing,
  drawings: null,
  collection: nothing,
  onProgress: () => {},
  once: nothing,
};
const COUNT = 8000;

async function pointsOf(dataset: DataSetName, changes: Partial<RunConfig> = {}, fresh = false) {
  const settings = { ...DEFAULT_CONFIG, dataset, pointCount: COUNT, ...changes };
  const set = DATA_SETS[dataset];
  const loaded = await (fresh ? set.heldOut!(settings, SOURCES) : set.load(settings, SOURCES));
  const flat = bytesToUnit(loaded.images);
  const points = Array.from({ length: loaded.count }, (_, n) => [flat[2 * n]!, flat[2 * n + 1]!] as const);
  return { points, labels: loaded.labels, loaded };
}

const PLANE = (Object.keys(DATA_SETS) as DataSetName[]).filter(
  dataset => isPlane({ dataset }) && dataset !== 'points',
);

it('keeps a coordinate to within half a step of 16 bits', () => {
  for (const x of [-1, -0.5, 0, 1e-3, 0.7321, 1]) {
    expect(Math.abs(bytesToUnit(Uint16Array.of(toFixed(x)))[0]! - x)).toBeLessThan(1.6e-5);
  }
  expect([toFixed(-7), toFixed(7)]).toEqual([0, 65_535]);
});

it.each(PLANE)('%s lies within the square, is the same each time, and has fresh points', async dataset => {
  const [first, again, fresh] = [
    await pointsOf(dataset),
    await pointsOf(dataset),
    await pointsOf(dataset, {}, true),
  ];
  expect(first.loaded).toMatchObject({ count: COUNT, shape: { height: 1, width: 1, channels: 2 } });
  expect(again.loaded.images).toEqual(first.loaded.images);
  expect(fresh.loaded.count).toBeGreaterThanOrEqual(8000);
  expect(fresh.loaded.images.slice(0, 100)).not.toEqual(first.loaded.images.slice(0, 100));
  // Hardly any point had to be moved to the edge.
  const atEdge = first.loaded.images.filter(value => value === 0 || value === 65_535).length;
  expect(atEdge).toBeLessThan(COUNT / 1000);
  const classes = DATA_SETS[dataset].classes(DEFAULT_CONFIG);
  if (classes) expect(new Set(first.labels)).toEqual(new Set(classes.map((_, i) => i)));
  else expect(first.labels).toBeNull();
});

describe('without spread', () => {
  it('two moons are half circles of radius 0.55 about their centres', async () => {
    const { points, labels } = await pointsOf('two-moons', { spread: 0 });
    for (const [n, [x, y]] of points.entries()) {
      const [cx, cy, way] = labels![n] === 0 ? [-0.275, -0.1375, 1] : [0.275, 0.1375, -1];
      expect(Math.hypot(x - cx, y - cy)).toBeCloseTo(0.55, 3);
      expect(way * (y - cy)).toBeGreaterThan(-1e-3);
    }
  });

  it('rings have their radii', async () => {
    for (const [x, y] of (await pointsOf('ring', { spread: 0 })).points)
      expect(Math.hypot(x, y)).toBeCloseTo(0.7, 3);
    const { points, labels } = await pointsOf('two-rings', { spread: 0 });
    for (const [n, [x, y]] of points.entries())
      expect(Math.hypot(x, y)).toBeCloseTo([0.75, 0.35][labels![n]!]!, 3);
  });

  it('a spiral’s radius grows with its angle', async () => {
    for (const [x, y] of (await pointsOf('spiral', { spread: 0, turns: 1 })).points) {
      const angle = (Math.atan2(y, x) + 2 * Math.PI) % (2 * Math.PI);
      if (Math.hypot(x, y) > 0.01 && Math.hypot(x, y) < 0.84)
        expect(Math.hypot(x, y)).toBeCloseTo((0.85 * angle) / (2 * Math.PI), 3);
    }
  });
});

it('a grid of Gaussians has each cloud equally often, with the spread asked for', async () => {
  const { points } = await pointsOf('gaussians', { cells: 2, spread: 0.1 });
  for (const [sx, sy] of [
    [1, 1],
    [1, -1],
    [-1, 1],
    [-1, -1],
  ] as const) {
    const own = points.filter(([x, y]) => x * sx > 0 && y * sy > 0);
    // Four standard errors of a share of a quarter, of a mean, of a standard deviation.
    expect(Math.abs(own.length / COUNT - 0.25)).toBeLessThan(4 * Math.sqrt(0.1875 / COUNT));
    const mean = own.reduce((sum, [x]) => sum + x, 0) / own.length;
    expect(Math.abs(mean - 0.75 * sx)).toBeLessThan((4 * 0.1) / Math.sqrt(own.length));
    const deviation = Math.sqrt(own.reduce((sum, [x]) => sum + (x - mean) ** 2, 0) / own.length);
    expect(Math.abs(deviation - 0.1)).toBeLessThan((4 * 0.1) / Math.sqrt(2 * own.length));
  }
});

it.each([1, 3, 4])('a checkerboard of %i cells fills every other one, evenly', async cells => {
  const { points } = await pointsOf('checkerboard', { cells });
  const counts = new Map<string, number>();
  for (const [x, y] of points) {
    const [column, row] = [x, y].map(v => Math.min(cells - 1, Math.floor(((v / 0.9 + 1) / 2) * cells)));
    // On an edge, rounding decides.
    if ((column! + row!) % 2 === 0) counts.set(`${column} ${row}`, (counts.get(`${column} ${row}`) ?? 0) + 1);
  }
  const filled = Math.ceil((cells * cells) / 2);
  expect(counts.size).toBe(filled);
  const found = [...counts.values()];
  expect(found.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(COUNT * 0.999);
  const share = 1 / filled;
  for (const n of found)
    expect(Math.abs(n / COUNT - share)).toBeLessThanOrEqual(4 * Math.sqrt((share * (1 - share)) / COUNT));
});

it('a word stands upright, its letters from left to right', async () => {
  const { points } = await pointsOf('text', { words: 'L', spread: 0 });
  // The foot of an L is below and right of its stem: nothing above it on the right.
  expect(points.some(([x, y]) => x > 0.2 && y < -0.6)).toBe(true);
  expect(points.some(([x, y]) => x > 0.2 && y > -0.4)).toBe(false);
  expect(points.some(([x, y]) => x < -0.3 && y > 0.6)).toBe(true);
});
