import { describe, expect, it } from 'vitest';
import { dayNumber } from '../base/date.ts';
import { readPicture } from './picture.test-data.ts';
import type { Row, Series } from './series.ts';
import { drawTimeline } from './timeline.ts';

const options = { id: 't', palette: { main: '#005a9c' } };

function makeRow(code: string, days: readonly (string | undefined)[]): Row {
  return { code, label: code, cells: days.map((day) => ({ value: day === undefined ? { kind: 'sign', sign: '.' } : { kind: 'number', number: dayNumber(day) } })) };
}

const series: Series = {
  title: 'Meilensteine',
  unit: 'Datum',
  decimals: 0,
  categoryLabel: 'Meilenstein',
  categories: ['Auftrag', 'Konzept', 'Eröffnung'].map((label) => ({ code: label, label })),
  rows: [
    makeRow('plan', ['2023-01-01', '2024-01-01', '2025-01-01']),
    makeRow('prognose', [undefined, '2026-02-01', '2025-06-30']),
    makeRow('ist', ['2023-02-01', undefined, undefined]),
  ],
};

describe('drawTimeline', () => {
  it('draws a form of its own for planned, forecast and reached', () => {
    const names = readPicture(drawTimeline(series, options).svg).elements.map(({ attributes }) => attributes['class']);
    const count = (name: string): number => names.filter((one) => one === name).length;
    // one in the key, those of the milestones, and one before each day on the right
    expect([count('lw-plan'), count('lw-prognose'), count('lw-ist')]).toEqual([1 + 3, 1 + 2 + 2, 1 + 1 + 1]);
  });

  it('prints the day that counts most', () => {
    const days = readPicture(drawTimeline(series, options).svg).texts.filter((text) => text.class === 'lw-value').map(({ text }) => text);
    expect(days).toEqual(['01.02.2023', '01.02.2026', '30.06.2025']);
  });

  it('counts the reached ones and names the next one by its day', () => {
    expect(drawTimeline(series, options).sentence).toBe('Zeitstrahl mit 3 Meilensteinen, davon 1 erreicht; als Nächstes folgt „Eröffnung“ (Prognose 30.06.2025).');
  });

  it('knows no delay and names nobody late', () => {
    const { svg, sentence } = drawTimeline({ ...series, rows: [makeRow('plan', ['1999-01-01', '1999-02-01', '1999-03-01'])] }, options);
    expect(svg + sentence).not.toMatch(/verspätet|überfällig|Verzug/);
    expect(sentence).toContain('davon keiner erreicht');
  });

  it('labels years with gridlines at their first of January', () => {
    const years = readPicture(drawTimeline(series, options).svg).texts.filter((text) => text.class === 'lw-tick').map(({ text }) => text);
    expect(years.toSorted()).toEqual(['2023', '2024', '2025', '2026', '2027']);
  });

  it('writes days, not numbers, into the table', () => {
    expect(drawTimeline(series, options).table).toEqual({
      head: ['Meilenstein', 'plan', 'prognose', 'ist'],
      rows: [['Auftrag', '01.01.2023', '.', '01.02.2023'], ['Konzept', '01.01.2024', '01.02.2026', '.'], ['Eröffnung', '01.01.2025', '30.06.2025', '.']],
      numeric: [false, false, false, false],
    });
  });
});
