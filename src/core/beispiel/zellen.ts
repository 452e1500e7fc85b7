import { Random } from '../../statistics/random.ts';

export type Ort = readonly [number, number];

/** Metres that coordinates are rounded to. */
const RASTER = 10;
/** How far a border swings out from the straight line, as a share of its length. */
const SCHWUNG = 0.07;

/** The part of a convex area, corners in order, that lies nearer to `own` than to `other` (cut along the perpendicular bisector). */
export function clipHalf(area: readonly Ort[], own: Ort, other: Ort): Ort[] {
  const [dx, dy] = [other[0] - own[0], other[1] - own[1]];
  const limit = (dx * (own[0] + other[0]) + dy * (own[1] + other[1])) / 2;
  const beyond = ([x, y]: Ort): number => dx * x + dy * y - limit;
  return area.flatMap((corner, index) => {
    const next = area[(index + 1) % area.length] ?? corner;
    const [here, there] = [beyond(corner), beyond(next)];
    const kept: Ort[] = here <= 0 ? [corner] : [];
    if ((here < 0 && there > 0) || (here > 0 && there < 0)) {
      const way = here / (here - there);
      kept.push([corner[0] + way * (next[0] - corner[0]), corner[1] + way * (next[1] - corner[1])]);
    }
    return kept;
  });
}

/** Voronoi cells of the points inside a convex outline, one a point, in their order. */
export function cutCells(points: readonly Ort[], outline: readonly Ort[]): Ort[][] {
  return points.map((own) => points.reduce<Ort[]>((area, other) => (other === own ? area : clipHalf(area, own, other)), [...outline]));
}

/** Centre of gravity of an area without holes. */
export function centreOf(area: readonly Ort[]): Ort {
  let [x, y, twice] = [0, 0, 0];
  const [ox, oy] = area[0] ?? [0, 0];
  area.forEach((corner, index) => {
    const next = area[(index + 1) % area.length] ?? corner;
    const cross = (corner[0] - ox) * (next[1] - oy) - (next[0] - ox) * (corner[1] - oy);
    twice += cross;
    x += (corner[0] + next[0] - 2 * ox) * cross;
    y += (corner[1] + next[1] - 2 * oy) * cross;
  });
  return twice === 0 ? [ox, oy] : [ox + x / (3 * twice), oy + y / (3 * twice)];
}

/** Places points evenly in a convex area: chance, then a few rounds towards the centres of their cells (Lloyd 1982). */
export function spreadPoints(area: readonly Ort[], count: number, random: Random, rounds = 8): Ort[] {
  let points = Array.from({ length: count }, (): Ort => {
    const weights = area.map(() => -Math.min(-1e-9, random.uniform() - 1));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return [0, 1].map((axis) => area.reduce((total, corner, index) => total + ((weights[index] ?? 0) * (corner[axis] ?? 0)) / sum, 0)) as unknown as Ort;
  });
  for (let round = 0; round < rounds; round += 1) points = cutCells(points, area).map((cell, index) => (cell.length < 3 ? (points[index] as Ort) : centreOf(cell)));
  return points;
}

/** Cells as rings of corners that neighbours share: the same corner has the same name in every cell. */
export class Netz {
  /** Names of the corners of each cell, in order. */
  readonly rings: readonly (readonly string[])[];
  private readonly corners = new Map<string, Ort>();
  private readonly random: Random;

  constructor(cells: readonly (readonly Ort[])[], random: Random) {
    this.random = random;
    this.rings = cells.map((cell) => openRing(dropRepeats(cell.map((corner) => this.nameOf(corner)))));
  }

  /** Outer rings and holes of some cells together; borders between two of them cancel out. */
  unite(cells: readonly number[]): string[][] {
    const edges = new Map<string, string>();
    for (const [from, to] of cells.flatMap((cell) => edgesOf(this.rings[cell] ?? []))) {
      if (!edges.delete(`${to}|${from}`)) edges.set(`${from}|${to}`, to);
    }
    const next = new Map([...edges].map(([key, to]) => [key.slice(0, key.indexOf('|')), to]));
    const rings: string[][] = [];
    for (let start = next.keys().next().value; start !== undefined; start = next.keys().next().value) {
      const ring: string[] = [];
      for (let at: string | undefined = start; at !== undefined && next.has(at); ) {
        ring.push(at);
        const then: string | undefined = next.get(at);
        next.delete(at);
        at = then;
      }
      rings.push(ring);
    }
    return rings;
  }

  /** A ring with its swinging borders, closed, as GeoJSON has it. */
  draw(ring: readonly string[]): [number, number][] {
    const points = edgesOf(ring).flatMap(([from, to]) => this.swing(from, to).slice(0, -1));
    return dropRepeats([...points, points[0] as string]).map((name) => name.split(' ').map(Number) as [number, number]);
  }

  /** Twice the area of a ring; below zero for a hole. */
  areaOf(ring: readonly string[]): number {
    return edgesOf(ring).reduce((sum, [from, to]) => {
      const [a, b] = [this.placeOf(from), this.placeOf(to)];
      return sum + a[0] * b[1] - b[0] * a[1];
    }, 0);
  }

  /** The points of a border; the same line seen from both sides, because it grows from its ends in one order. */
  private swing(from: string, to: string): string[] {
    if (from > to) return this.swing(to, from).reverse();
    const [a, b] = [this.placeOf(from), this.placeOf(to)];
    const random = this.random.fork(`${from}|${to}`);
    const halve = (start: Ort, end: Ort, depth: number): Ort[] => {
      if (depth === 0 || (end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2 < 160 ** 2) return [start];
      const out = SCHWUNG * (2 * random.uniform() - 1);
      const middle: Ort = [(start[0] + end[0]) / 2 - out * (end[1] - start[1]), (start[1] + end[1]) / 2 + out * (end[0] - start[0])];
      return [...halve(start, middle, depth - 1), ...halve(middle, end, depth - 1)];
    };
    return [...halve(a, b, 2), b].map(nameOfRounded);
  }

  private placeOf(name: string): Ort {
    return this.corners.get(name) ?? [0, 0];
  }

  /** Corners that two cells computed by different ways differ by less than the grid. */
  private nameOf(corner: Ort): string {
    const name = nameOfRounded(corner);
    const [x = 0, y = 0] = name.split(' ').map(Number);
    for (const dx of [0, -RASTER, RASTER]) {
      for (const dy of [0, -RASTER, RASTER]) {
        const near = `${x + dx} ${y + dy}`;
        if (this.corners.has(near)) return near;
      }
    }
    this.corners.set(name, [x, y]);
    return name;
  }
}

function nameOfRounded([x, y]: Ort): string {
  return `${Math.round(x / RASTER) * RASTER} ${Math.round(y / RASTER) * RASTER}`;
}

function edgesOf(ring: readonly string[]): [string, string][] {
  return ring.map((from, index) => [from, ring[(index + 1) % ring.length] ?? from]);
}

function dropRepeats(names: readonly string[]): string[] {
  return names.filter((name, index) => index === 0 || name !== names[index - 1]);
}

function openRing(names: readonly string[]): string[] {
  return names.length > 1 && names[0] === names.at(-1) ? names.slice(0, -1) : [...names];
}
