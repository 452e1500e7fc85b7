import type { Geometry, Position } from 'geojson';
import { round } from './svg.ts';

export type Point = readonly [x: number, y: number];

/** An area of the picture: its rings, the path that draws them, and places for labels that were looked for before. */
export interface Shape {
  readonly rings: readonly (readonly Point[])[];
  readonly path: string;
  readonly places: Map<string, Point | undefined>;
}

/** Areas in picture units from 0, 0; undefined where a category has no geometry. */
export interface Outline {
  readonly shapes: readonly (Shape | undefined)[];
  readonly width: number;
  readonly height: number;
}

interface Kept {
  readonly geometries: readonly (Geometry | undefined)[];
  readonly room: Point;
  readonly outline: Outline;
}

/** A report draws the same town dozens of times; the last outline of each set of geometries is kept. */
const kept = new WeakMap<Geometry, Kept>();

/** Fits the geometries into `room`. Degrees are drawn with the aspect of their middle latitude, metres as they are; north is up. */
export function outlineAreas(geometries: readonly (Geometry | undefined)[], room: Point): Outline {
  const first = geometries.find((geometry) => geometry !== undefined);
  if (first === undefined) return { shapes: [], width: 0, height: 0 };
  const before = kept.get(first);
  if (before && isSame(before, geometries, room)) return before.outline;
  const outline = fitAreas(geometries, room);
  kept.set(first, { geometries: [...geometries], room, outline });
  return outline;
}

function isSame(before: Kept, geometries: readonly (Geometry | undefined)[], room: Point): boolean {
  if (before.geometries.length !== geometries.length || before.room[0] !== room[0] || before.room[1] !== room[1]) return false;
  return geometries.every((geometry, index) => geometry === before.geometries[index]);
}

function fitAreas(geometries: readonly (Geometry | undefined)[], room: Point): Outline {
  const areas = geometries.map((geometry) => (geometry ? listRings(geometry) : []));
  const box = boxOf(areas.flat(2));
  const aspect = isGeographic(box) ? Math.cos((((box.south + box.north) / 2) * Math.PI) / 180) : 1;
  const [wide, high] = [(box.east - box.west) * aspect || 1, box.north - box.south || 1];
  const scale = Math.min(room[0] / wide, room[1] / high);
  const project = ([x = 0, y = 0]: Position): Point => [round((x - box.west) * aspect * scale), round((box.north - y) * scale)];
  const shapes = areas.map((rings) => (rings.length === 0 ? undefined : makeShape(rings.map((ring) => thinOut(ring.map(project))))));
  return { shapes, width: wide * scale, height: high * scale };
}

function listRings(geometry: Geometry): Position[][] {
  if (geometry.type === 'Polygon') return geometry.coordinates;
  if (geometry.type === 'MultiPolygon') return geometry.coordinates.flat();
  return geometry.type === 'GeometryCollection' ? geometry.geometries.flatMap(listRings) : [];
}

interface Box {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

function boxOf(positions: readonly (readonly number[])[]): Box {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x = 0, y = 0] of positions) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  return positions.length === 0 ? { west: 0, east: 1, south: 0, north: 1 } : { west, east, south, north };
}

/** No projected system in use lies within 180 metres of its origin. */
function isGeographic({ west, east, south, north }: Box): boolean {
  return west >= -180 && east <= 180 && south >= -90 && north <= 90;
}

/** Leaves out points that nobody can see, nearer than half a unit to the one before. */
function thinOut(ring: readonly Point[]): Point[] {
  const points: Point[] = [];
  for (const point of ring) {
    const last = points.at(-1);
    if (last === undefined || Math.hypot(point[0] - last[0], point[1] - last[1]) >= 0.5) points.push(point);
  }
  return points.length < 3 ? [...ring] : points;
}

/** A shape from rings in picture units. */
export function makeShape(rings: readonly (readonly Point[])[]): Shape {
  const path = rings.map((ring) => `M${ring.map(([x, y]) => `${x},${y}`).join('L')}Z`).join('');
  return { rings, path, places: new Map() };
}

/** Where in the area a box of the size fits, nearest to its middle; undefined where it fits nowhere. */
export function findPlace(shape: Shape, width: number, height: number): Point | undefined {
  const key = `${Math.ceil(width)} ${Math.ceil(height)}`;
  if (!shape.places.has(key)) shape.places.set(key, searchPlace(shape, Math.ceil(width) / 2, Math.ceil(height) / 2));
  return shape.places.get(key);
}

const STEPS = 12;
const seats = new WeakMap<Shape, readonly Point[]>();

function searchPlace(shape: Shape, halfWidth: number, halfHeight: number): Point | undefined {
  const found = seats.get(shape) ?? listSeats(shape.rings);
  seats.set(shape, found);
  return found.find((point) => boxEdge(point, halfWidth, halfHeight).every((edge) => isInside(shape.rings, edge)));
}

/** Points inside the area, the middle of its largest ring first, then outwards. */
function listSeats(rings: readonly (readonly Point[])[]): Point[] {
  const ring = rings.toSorted((a, b) => Math.abs(areaOf(b)) - Math.abs(areaOf(a)))[0] ?? [];
  const [x, y] = middleOf(ring);
  const near = gridIn(ring).toSorted((a, b) => Math.hypot(a[0] - x, a[1] - y) - Math.hypot(b[0] - x, b[1] - y));
  return [[x, y] as const, ...near].filter((point) => isInside(rings, point));
}

/** Twice the area, signed by the direction of the ring. */
function areaOf(ring: readonly Point[]): number {
  return ring.reduce((sum, [x, y], index) => {
    const [a, b] = ring[(index + 1) % ring.length] ?? [x, y];
    return sum + x * b - a * y;
  }, 0);
}

function middleOf(ring: readonly Point[]): Point {
  const area = areaOf(ring) * 3;
  let [sumX, sumY] = [0, 0];
  ring.forEach(([x, y], index) => {
    const [a, b] = ring[(index + 1) % ring.length] ?? [x, y];
    sumX += (x + a) * (x * b - a * y);
    sumY += (y + b) * (x * b - a * y);
  });
  return area === 0 ? (ring[0] ?? [0, 0]) : [round(sumX / area), round(sumY / area)];
}

function gridIn(ring: readonly Point[]): Point[] {
  const box = boxOf(ring);
  const at = (from: number, to: number, step: number): number => round(from + ((to - from) * (step + 0.5)) / STEPS);
  const steps = Array.from({ length: STEPS }, (_, step) => step);
  return steps.flatMap((row) => steps.map((column) => [at(box.west, box.east, column), at(box.south, box.north, row)] as const));
}

function boxEdge([x, y]: Point, halfWidth: number, halfHeight: number): Point[] {
  const across = [-1, -0.5, 0, 0.5, 1].flatMap((share) => [-1, 1].map((side) => [x + share * halfWidth, y + side * halfHeight] as const));
  return [...across, [x - halfWidth, y], [x + halfWidth, y]];
}

/** Even-odd rule over all rings, so that holes are outside whatever way they run. */
function isInside(rings: readonly (readonly Point[])[], [x, y]: Point): boolean {
  let inside = false;
  for (const ring of rings) {
    let before = ring.at(-1);
    for (const point of ring) {
      if (before && point[1] > y !== before[1] > y && x < crossing(point, before, y)) inside = !inside;
      before = point;
    }
  }
  return inside;
}

/** Where the line through two points crosses the height `y`. */
function crossing(a: Point, b: Point, y: number): number {
  return ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0];
}
