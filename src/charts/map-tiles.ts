import { makeShape, type Outline, type Shape } from './map-shapes.ts';
import type { Category } from './series.ts';

const MOST_TILES = 40;
const LARGEST = 104;
const GAP = 4;

/** Squares of a tile map as wide as `width` allows; undefined where tiles are missing, lie on each other or far apart. */
export function outlineTiles(categories: readonly Category[], width: number): Outline | undefined {
  const tiles = categories.map(({ tile }) => tile).filter((tile) => tile !== undefined);
  if (tiles.length === 0 || tiles.some((tile) => !isTile(tile)) || new Set(tiles.map(String)).size < tiles.length) return undefined;
  const [left, top] = [Math.min(...tiles.map(([column]) => column)), Math.min(...tiles.map(([, row]) => row))];
  const columns = Math.max(...tiles.map(([column]) => column)) - left + 1;
  const rows = Math.max(...tiles.map(([, row]) => row)) - top + 1;
  const pitch = Math.floor(Math.min(LARGEST, width / columns));
  const shapes = categories.map(({ tile }) => tile && makeTile((tile[0] - left) * pitch, (tile[1] - top) * pitch, pitch - GAP));
  return { shapes, width: columns * pitch - GAP, height: rows * pitch - GAP };
}

function isTile(tile: readonly [number, number]): boolean {
  return tile.every((place) => Number.isInteger(place) && place >= 0 && place < MOST_TILES);
}

function makeTile(x: number, y: number, side: number): Shape {
  return makeShape([[[x, y], [x + side, y], [x + side, y + side], [x, y + side]]]);
}
