import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readColor, writeColor } from './color.ts';
import { colorsOf, contrast, coverColors, inkOn, likertColors } from './palette.ts';

const MAINS = ['#005a9c', '#ffe000', '#101010', '#ffffff', '#000000', '#c8102e', '#2e7d32', '#777777', '#00a0b0', '#ff66cc'];
const anyColor = fc.integer({ min: 0, max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, '0')}`);

/** Difference that an eye sees, in OKLab; below 0.1 two marks are hard to tell apart. */
function difference(a: string, b: string): number {
  const flat = (hex: string): number[] => {
    const { l, c, h } = readColor(hex);
    return [l, c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
  };
  const [first, second] = [flat(a), flat(b)];
  return Math.hypot(...first.map((part, index) => part - (second[index] ?? 0)));
}

describe('contrast', () => {
  it('is 21 for black on white and 1 for the same colour', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#777777')).toBe(1);
  });

  it('agrees with published values', () => {
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
    expect(contrast('#ff0000', '#ffffff')).toBeCloseTo(4, 1);
  });

  it('refuses what is no colour', () => {
    expect(() => contrast('red', '#ffffff')).toThrow('color must be #rrggbb: red');
  });
});

describe.each(MAINS)('colours from %s', (main) => {
  const colors = colorsOf({ main });

  it('has eight row colours with 3:1 on white', () => {
    expect(colors.series).toHaveLength(8);
    for (const color of colors.series) expect(contrast(color, '#ffffff')).toBeGreaterThanOrEqual(3);
  });

  it('has neighbours that differ', () => {
    colors.series.slice(1).forEach((color, index) => expect(difference(color, colors.series[index] ?? '')).toBeGreaterThan(0.1));
  });

  it('carries white text on the main colour', () => {
    expect(contrast(colors.main, '#ffffff')).toBeGreaterThanOrEqual(4.5);
  });

  it('has a cover whose text can be read, in light and dark', () => {
    const { color, ink, darkColor } = coverColors({ main });
    expect(contrast(color, ink)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(color, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    for (const ground of ['#14181b', '#1f2529']) expect(contrast(darkColor, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it('has five steps, each clearly darker than the one before', () => {
    const steps = colors.sequential.map((color) => contrast(color, '#ffffff'));
    expect(steps).toHaveLength(5);
    steps.slice(1).forEach((step, index) => expect(step / (steps[index] ?? step)).toBeGreaterThan(1.25));
  });

  it.each([2, 3, 4, 5, 6, 7])('has %i answer levels that keep their order in grey', (count) => {
    const levels = likertColors({ main }, count);
    expect(new Set(levels)).toHaveLength(count);
    const grey = levels.map((color) => contrast(color, '#ffffff')).toSorted((a, b) => a - b);
    grey.slice(1).forEach((one, index) => expect(one / (grey[index] ?? one)).toBeGreaterThan(1.05));
  });
});

describe('inkOn', () => {
  it('is readable on every colour', () => {
    fc.assert(fc.property(anyColor, (color) => {
      expect(contrast(inkOn(color), color)).toBeGreaterThanOrEqual(4.5);
    }));
  });
});

describe('every main colour', () => {
  it('gives a palette that keeps the contrasts', () => {
    fc.assert(fc.property(anyColor, (main) => {
      const { main: dark, series } = colorsOf({ main });
      expect(contrast(dark, '#ffffff')).toBeGreaterThanOrEqual(4.5);
      for (const color of series) expect(contrast(color, '#ffffff')).toBeGreaterThanOrEqual(3);
    }));
  });

  it('stays as it is where it is dark enough', () => {
    expect(colorsOf({ main: '#005a9c' }).main).toBe('#005a9c');
    expect(colorsOf({ main: '#ffe000' }).main).not.toBe('#ffe000');
  });

  it('survives reading and writing', () => {
    fc.assert(fc.property(anyColor, (color) => {
      expect(writeColor(readColor(color))).toBe(color);
    }));
  });
});
