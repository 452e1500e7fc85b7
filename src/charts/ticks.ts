/** Room between two labels of an axis. */
const GAP = 8;

/** A tick whose label is written, with the middle of the label. */
export interface ShownTick {
  readonly index: number;
  readonly x: number;
}

/**
 * Chooses the ticks of a horizontal axis whose labels don't touch, from the last one backwards, which is always written.
 * A label that would reach out of the picture is moved in.
 */
export function thinTicks(widths: readonly number[], xs: readonly number[], width: number): ShownTick[] {
  const shown: ShownTick[] = [];
  let free = width;
  for (let index = widths.length - 1; index >= 0; index -= 1) {
    const half = (widths[index] ?? 0) / 2;
    const x = Math.max(half, Math.min(xs[index] ?? 0, width - half));
    if (x + half > free + 0.01) continue;
    shown.push({ index, x });
    free = x - half - GAP;
  }
  return shown;
}
