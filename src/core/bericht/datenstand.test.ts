import { describe, expect, it } from 'vitest';
import { takeDatenstand } from './datenstand.ts';
import { readSmallTown, smallStand, smallTown, STICHTAG } from './small-town.test-data.ts';

describe('takeDatenstand', () => {
  it('takes only values of times that ended by the day', () => {
    expect(smallStand(smallTown(), '2024-12-31').werte.map(({ zeit }) => zeit).sort()).toEqual(['2022', '2023', '2024', '2024']);
    expect(smallStand(smallTown(), '2024-12-30').werte.map(({ zeit }) => zeit)).toEqual(['2022', '2023']);
    expect(smallStand(smallTown(), '2022-12-30').werte).toEqual([]);
  });

  it('takes a school year only when its last day has come', () => {
    const files = { ...smallTown(), 'werte/D01.csv': 'indikator;version;raum;zeit;wert;lieferung\nD01;1;kleinstadt;2024/25;5;L1\n' };
    const times = (day: string) => smallStand(files, day).werte.map(({ zeit }) => zeit);
    expect(times('2025-07-30')).toEqual(['2024']);
    expect(times('2025-07-31')).toEqual(['2024/25', '2024']);
  });

  it('takes only reports that were made by the day, and earlier values of times that ended by it', () => {
    expect(smallStand(smallTown(), '2025-07-10').statusmeldungen).toHaveLength(1);
    expect(smallStand(smallTown(), '2025-07-09').statusmeldungen).toEqual([]);
    expect(smallStand(smallTown(), '2023-12-31').verlauf).toHaveLength(1);
    expect(smallStand(smallTown(), '2023-12-30').verlauf).toEqual([]);
  });

  it('holds no single answer: neither weights nor running numbers, only counts and shares of at least 30', () => {
    const stand = smallStand();
    expect(Object.keys(stand)).not.toContain('antworten');
    expect(JSON.stringify(stand)).not.toMatch(/"(gewicht":2\.5|angaben|nr":\d{2})/);
    expect(stand.auswertungen['w2025']?.ergebnisse.every(({ n }) => n === null || n >= 30)).toBe(true);
    expect(stand.auswertungen['w2025']?.ruecklauf).toEqual([{ schicht: 's1', antworten: 36 }, { schicht: 's2', antworten: 24 }]);
  });

  it('has no results for a wave whose answers are not here', () => {
    expect(smallStand().auswertungen['w2023']).toEqual({ ergebnisse: [], ruecklauf: [] });
  });

  it('survives being written and read as JSON without a change', () => {
    const stand = smallStand();
    expect(JSON.parse(JSON.stringify(stand))).toEqual(stand);
  });

  it('is the same value for the same town and day, and leaves the town as it was', () => {
    const { mappe } = readSmallTown();
    const before = JSON.stringify(mappe);
    expect(takeDatenstand(mappe, STICHTAG, () => 'x')).toEqual(takeDatenstand(mappe, STICHTAG, () => 'x'));
    expect(JSON.stringify(mappe)).toBe(before);
  });

  it('carries pictures as text', () => {
    expect(Buffer.from(smallStand().bilddateien['logo.svg'] ?? '', 'base64').toString()).toBe(smallTown()['bilder/logo.svg']);
  });
});
