import { describe, expect, it } from 'vitest';
import { parseDatenstand, serializeDatenstand } from './datenstand-form.ts';
import { smallStand } from './small-town.test-data.ts';

describe('the Datenstand as text', () => {
  const stand = smallStand();

  it('comes back as it was, field by field and byte by byte', () => {
    const text = serializeDatenstand(stand);
    expect(parseDatenstand(text)).toEqual(stand);
    expect(serializeDatenstand(parseDatenstand(text))).toBe(text);
  });

  it('names the fields of a value once, not at every value', () => {
    expect(serializeDatenstand(stand).split('"zaehler"')).toHaveLength(1 + 2 + stand.indikatoren.flatMap(({ versionen }) => versionen).length);
  });

  it.each(['', '{}', 'null', '[]', '{"werte":[]}'])('%j is none', (text) => {
    expect(() => parseDatenstand(text)).toThrow();
  });
});
