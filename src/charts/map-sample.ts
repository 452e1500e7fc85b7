import type { Polygon } from 'geojson';

const SIDE = 6;
const METRES = 9000;
type Spot = readonly [column: number, row: number];

/** Districts of an invented round town, 6 × 6, in metres with the north up; always the same. */
export function sampleDistricts(): Polygon[] {
  return Array.from({ length: SIDE * SIDE }, (_, index) => makeDistrict(index % SIDE, Math.floor(index / SIDE)));
}

function makeDistrict(column: number, row: number): Polygon {
  const corners: Spot[] = [[column, row], [column + 1, row], [column + 1, row + 1], [column, row + 1]];
  const ring = corners.flatMap((corner, index) => crookedEdge(corner, corners[(index + 1) % 4] ?? corner));
  return { type: 'Polygon', coordinates: [[...ring, ring[0] ?? [0, 0]]] };
}

/** Both districts at an edge get the same points, in opposite order. */
function crookedEdge(from: Spot, to: Spot): [number, number][] {
  const turned = from[0] > to[0] || from[1] > to[1];
  const [start, end] = turned ? [to, from] : [from, to];
  const points = [0, 1, 2, 3, 4, 5, 6].map((step) => pointBetween(start, end, step / 6));
  return (turned ? points.reverse() : points).slice(0, -1);
}

function pointBetween(start: Spot, end: Spot, share: number): [number, number] {
  const [a, b] = [placeCorner(start), placeCorner(end)];
  const bend = share === 0 || share === 1 ? 0 : (chance(start[0] * 7 + end[0], start[1] * 5 + end[1] + share * 60) - 0.5) * 320;
  const [wide, high] = [b[0] - a[0], b[1] - a[1]];
  const length = Math.hypot(wide, high) || 1;
  return [a[0] + wide * share - (high / length) * bend, a[1] + high * share + (wide / length) * bend];
}

/** Square to disc, with corners moved a little. */
function placeCorner([column, row]: Spot): [number, number] {
  const jitter = (seed: number): number => (chance(column * 11 + seed, row * 17) - 0.5) * 0.2;
  const u = (column / SIDE) * 2 - 1 + jitter(1);
  const v = (row / SIDE) * 2 - 1 + jitter(2);
  return [380_000 + METRES * u * Math.sqrt(1 - Math.min(1, v * v) / 2), 5_700_000 - METRES * 0.8 * v * Math.sqrt(1 - Math.min(1, u * u) / 2)];
}

/** A number from 0 to 1 that depends on nothing but its arguments. */
function chance(a: number, b: number): number {
  return (Math.abs((Math.round(a) * 73_856_093) ^ (Math.round(b) * 19_349_663)) % 1009) / 1009;
}

export const SAMPLE_NAMES = [
  'Nordheide', 'Auental', 'Kanalhafen', 'Lindenhof', 'Ostfeld', 'Moorwinkel', 'Westheide', 'Bahnhofsviertel', 'Altstadt', 'Neustadt', 'Gartenstadt', 'Birkenau',
  'Hüttenwerk', 'Marktviertel', 'Dom', 'Schlossplatz', 'Klinikviertel', 'Ziegelei', 'Weinberg', 'St. Marien', 'Rathausviertel', 'Am Alten Güterbahnhof', 'Universität', 'Sonnenhang',
  'Flussaue', 'Mühlenbach', 'Südstadt', 'Gerberviertel', 'Messe', 'Obere Halde', 'Fischerdorf', 'Waldsiedlung', 'Rosenhügel', 'Unterfeld', 'Flugplatz', 'Seeblick',
] as const;
