import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listClipped, listOverlaps, readPicture } from './picture.test-data.ts';
import { drawPortfolio } from './portfolio.ts';
import { sampleCategories, sampleRow, type Sample } from './sample.ts';
import { listSpots } from './sentence-sets.ts';
import type { Series } from './series.ts';

const options = { id: 'o', palette: { main: '#005a9c' } };

function makeSeries(importance: readonly Sample[], satisfaction: readonly Sample[]): Series {
  const rows = [{ ...sampleRow('zufrieden', satisfaction), code: 'zufriedenheit' }, { ...sampleRow('wichtig', importance), code: 'wichtigkeit' }];
  return { title: 'Themen', unit: '%', decimals: 0, categoryLabel: 'Thema', categories: sampleCategories(...importance.map((_, index) => `Thema ${index + 1}`)), rows };
}

const series = makeSeries([90, 80, 40, 30, null], [30, 80, 20, 90, 50]);

describe('drawPortfolio', () => {
  it('finds its rows by their codes and puts importance upwards, satisfaction to the right', () => {
    const dots = readPicture(drawPortfolio(series, options).svg).elements.filter(({ name }) => name === 'circle').map(({ attributes }) => [Number(attributes['cx']), Number(attributes['cy'])]);
    expect(dots).toHaveLength(4);
    expect(dots[3]?.[0]).toBeGreaterThan(dots[0]?.[0] ?? 0);
    expect(dots[3]?.[1]).toBeGreaterThan(dots[0]?.[1] ?? 0);
  });

  it('names each point of the quarter that asks for action with both values', () => {
    expect(drawPortfolio(series, options).sentence).toBe('Portfolio mit 5 Themen: wichtig, aber wenig zufrieden: „Thema 1“ (wichtig 90\u00a0%, zufrieden 30\u00a0%); wichtig und zufrieden: „Thema 2“; weniger wichtig, wenig zufrieden: „Thema 3“; weniger wichtig, aber zufrieden: „Thema 4“; 1 von 5 ist nicht vollständig ausgewiesen.');
  });

  it('has no quarters for a single point', () => {
    const one = drawPortfolio(makeSeries([90], [30]), options);
    expect(one.sentence).toBe('Portfolio mit 1 Thema: „Thema 1“ (wichtig 90\u00a0%, zufrieden 30\u00a0%).');
    expect(one.svg).not.toContain('weniger wichtig');
  });

  it('puts every point into the quarter where it is drawn', () => {
    const percent = fc.integer({ min: 0, max: 100 });
    fc.assert(fc.property(fc.array(fc.tuple(percent, percent), { minLength: 2, maxLength: 20 }), (points) => {
      const { spots, middle } = listSpots(makeSeries(points.map(([one]) => one), points.map(([, other]) => other)));
      for (const { importance, satisfaction, quadrant } of spots) {
        if (quadrant === 'act') expect(importance >= middle[0] - 1e-6 && satisfaction < middle[1]).toBe(true);
        if (quadrant === 'rest') expect(importance < middle[0] && satisfaction >= middle[1] - 1e-6).toBe(true);
      }
    }));
  });

  it('writes no two numbers over each other, however close the points', () => {
    const near = fc.integer({ min: 40, max: 46 });
    fc.assert(fc.property(fc.array(fc.tuple(near, near), { minLength: 1, maxLength: 24 }), fc.constantFrom(280, 340, 640), (points, width) => {
      const picture = readPicture(drawPortfolio(makeSeries([...points.map(([one]) => one), 90], [...points.map(([, other]) => other), 5]), { ...options, width }).svg);
      expect([listClipped(picture), listOverlaps(picture)]).toEqual([[], []]);
    }), { numRuns: 60 });
  });
});
