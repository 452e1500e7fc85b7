import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { darf, durchWen, eigeneBereiche, fuerWen, rechteVon, type Lage } from './pruefung.ts';
import { anyBereich, anyLage, anyPerson, einheit, LAGE, mitRolle, person, rolle, TAG } from './pruefung.test-data.ts';
import { ALLE_RECHTE, reichweiteVon, type Recht } from './recht.ts';
import { istWirksam, NICHT_VERTRETBAR, VERGEBBAR } from './rolle.ts';

const anyRecht = fc.constantFrom(...ALLE_RECHTE);

describe('the one gate', () => {
  it('lets nobody in particular do what the public may, and nothing else', () => {
    for (const recht of ALLE_RECHTE) {
      const offen = reichweiteVon(recht, 'PUB') === 'alle';
      expect([darf(undefined, recht, LAGE), darf(undefined, recht, LAGE, null), darf(undefined, recht, LAGE, 'amt51')]).toEqual([offen, offen, offen]);
      expect(darf(person('leer', []), recht, LAGE)).toBe(offen);
    }
  });

  it.each(VERGEBBAR)('gives %s what stands in its column, as far as it reaches', (name) => {
    for (const recht of ALLE_RECHTE) {
      const weite = reichweiteVon(recht, name);
      const antworten = [undefined, null, 'amt51', 'amt40'].map((bereich) => darf(mitRolle(name), recht, LAGE, bereich));
      expect([recht, antworten]).toEqual([recht, { alle: [true, true, true, true], eigene: [true, false, true, false], keine: [false, false, false, false] }[weite ?? 'keine']]);
    }
  });

  it.each([
    ['the office itself', 'amt51', true],
    ['a unit of it', 'amt51.1', true],
    ['a unit of a unit', 'amt51.1a', true],
    ['what lies above', 'dez', false],
    ['what lies beside', 'amt40', false],
    ['a unit that has ended', 'alt', false],
    ['a unit below one that has ended', 'alt.1', false],
    ['a unit that has not begun', 'bald', false],
    ['a unit that nobody knows', 'fehlt', false],
  ])('an office reaches %s: %s', (_, bereich, erwartet) => {
    expect(darf(mitRolle('FA'), 'massnahme.aendern', LAGE, bereich)).toBe(erwartet);
  });

  it.each([
    ['is not yet held', rolle('FA', 'amt51', '2026-07-01')],
    ['is no longer held', rolle('FA', 'amt51', null, '2026-06-29')],
    ['belongs to no office', rolle('FA')],
    ['belongs to an office that has ended', rolle('FA', 'alt')],
    ['belongs to an office that nobody knows', rolle('FA', 'fehlt')],
  ])('an office role that %s changes nothing', (_, zuweisung) => {
    for (const bereich of [undefined, null, 'amt51', 'alt', 'fehlt']) expect(darf(person('x', [zuweisung]), 'massnahme.aendern', LAGE, bereich)).toBe(false);
  });

  it('a role of the whole town that was limited to an office by mistake gives nothing', () => {
    expect(darf(person('x', [rolle('STAB', 'amt51')]), 'massnahme.aendern', LAGE, 'amt51')).toBe(false);
  });

  it('several roles add up', () => {
    const zwei = person('x', [rolle('FA', 'amt40'), rolle('FA', 'amt51.1'), rolle('RAT')]);
    expect(['dez', 'amt40', 'amt51', 'amt51.1', 'amt51.1a'].map((bereich) => darf(zwei, 'massnahme.aendern', LAGE, bereich))).toEqual([false, true, false, true, true]);
    expect(darf(zwei, 'massnahme.lesen', LAGE, 'dez')).toBe(true);
  });

  it('comes to an end where offices lie in each other', () => {
    const kreis: Lage = { tag: TAG, organisation: [einheit('a', 'b'), einheit('b', 'c'), einheit('c', 'b'), einheit('d', 'd')] };
    const ein = (bereich: string, ziel: string): boolean => darf(person('x', [rolle('FA', bereich)]), 'massnahme.aendern', kreis, ziel);
    expect([ein('a', 'a'), ein('a', 'b'), ein('b', 'a'), ein('c', 'a'), ein('b', 'c'), ein('c', 'b'), ein('d', 'd'), ein('d', 'a')]).toEqual([true, false, true, true, true, true, true, false]);
  });
});

describe('substitution', () => {
  const leitung = { konto: 'leitung', name: 'Name leitung', rollen: [rolle('FAL', 'amt40')] };

  it('lets do what the absent one may, and says for whom', () => {
    const vertretung = person('x', [rolle('FA', 'amt51')], [leitung]);
    expect(darf(vertretung, 'massnahme.freigeben', LAGE, 'amt40')).toBe(true);
    expect(darf(vertretung, 'massnahme.freigeben', LAGE, 'amt51')).toBe(false);
    expect(durchWen(vertretung, 'massnahme.freigeben', LAGE, 'amt40')).toBe(leitung);
    expect(durchWen(vertretung, 'massnahme.lesen', LAGE, 'amt51')).toBeNull();
    expect(durchWen(vertretung, 'massnahme.lesen', LAGE, 'amt40')).toBe(leitung);
    expect(durchWen(vertretung, 'konto.lesen', LAGE)).toBeNull();
  });

  it('puts the own right first, then the absent in their order', () => {
    const zweite = { ...leitung, konto: 'zweite', rollen: [rolle('STAB')] };
    expect(fuerWen(person('x', [rolle('DEZ')], [leitung, zweite]), 'massnahme.freigeben', LAGE, 'amt40')).toEqual([null, leitung, zweite]);
    expect(fuerWen(person('x', [], [leitung, zweite]), 'massnahme.freigeben', LAGE, 'dez')).toEqual([zweite]);
    expect(fuerWen(person('x', [], [leitung, zweite]), 'konto.lesen', LAGE)).toEqual([]);
  });

  it('ends with the role of the absent one', () => {
    expect(darf(person('x', [], [{ ...leitung, rollen: [rolle('FAL', 'amt40', null, '2026-06-29')] }]), 'massnahme.freigeben', LAGE, 'amt40')).toBe(false);
  });

  it.each(NICHT_VERTRETBAR)('never hands over %s', (name) => {
    const vertretung = person('x', [], [{ konto: 'y', name: 'Name y', rollen: [rolle(name)] }]);
    expect(ALLE_RECHTE.filter((recht) => darf(vertretung, recht, LAGE) !== darf(undefined, recht, LAGE))).toEqual([]);
  });
});

describe('what a person may, as a list', () => {
  it('tells reach and substitution', () => {
    const leitung = { konto: 'leitung', name: 'Name leitung', rollen: [rolle('FAL', 'amt40')] };
    const liste = rechteVon(person('x', [rolle('FA', 'amt51')], [leitung]), LAGE);
    const zeile = (gesucht: Recht) => liste.find(({ recht }) => recht === gesucht);
    expect(zeile('veroeffentlichtes.lesen')).toEqual({ recht: 'veroeffentlichtes.lesen', reichweite: 'alle', fuer: null });
    expect(zeile('massnahme.aendern')).toEqual({ recht: 'massnahme.aendern', reichweite: 'eigene', fuer: null });
    expect(zeile('massnahme.freigeben')).toEqual({ recht: 'massnahme.freigeben', reichweite: 'eigene', fuer: leitung });
    expect(zeile('statustext.lesen')).toEqual({ recht: 'statustext.lesen', reichweite: 'alle', fuer: leitung });
    expect(zeile('konto.lesen')).toBeUndefined();
    expect(liste.map(({ recht }) => recht)).toEqual(ALLE_RECHTE.filter((recht) => liste.some((each) => each.recht === recht)));
  });

  it('names the own area, that of absent persons included', () => {
    expect(eigeneBereiche(mitRolle('FA'), LAGE)).toEqual(['amt51', 'amt51.1', 'amt51.1a']);
    expect(eigeneBereiche(person('x', [rolle('FA', 'amt51.1')], [{ konto: 'y', name: 'Name y', rollen: [rolle('FAL', 'amt40'), rolle('FA', 'alt')] }]), LAGE)).toEqual(['amt51.1', 'amt51.1a', 'amt40']);
    expect(eigeneBereiche(person('x', [rolle('FA', 'amt51', '2026-07-01'), rolle('STAB')]), LAGE)).toEqual([]);
  });
});

describe('for any person, organisation, right and object', () => {
  it('a person never gains by losing a role', () => {
    fc.assert(
      fc.property(anyPerson, anyLage, anyRecht, anyBereich, fc.nat(3), (wer, lage, recht, bereich, index) => {
        const ohne = { ...wer, rollen: wer.rollen.filter((_, each) => each !== index) };
        const allein = { ...wer, vertritt: wer.vertritt.slice(1) };
        if (darf(ohne, recht, lage, bereich) || darf(allein, recht, lage, bereich)) expect(darf(wer, recht, lage, bereich)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('a right over the own holds inside of the own area only, and for some object if for the route', () => {
    fc.assert(
      fc.property(anyPerson, anyLage, anyRecht, anyBereich, (wer, lage, recht, bereich) => {
        const ganz = darf(wer, recht, lage, null);
        if (!ganz && typeof bereich === 'string' && darf(wer, recht, lage, bereich)) expect(eigeneBereiche(wer, lage)).toContain(bereich);
        const irgendwo = ganz || lage.organisation.some(({ code }) => darf(wer, recht, lage, code));
        expect(darf(wer, recht, lage)).toBe(irgendwo);
      }),
      { numRuns: 500 },
    );
  });

  it('the own area is what lies below, found from above', () => {
    fc.assert(
      fc.property(anyPerson, anyLage, (wer, lage) => {
        expect([...eigeneBereiche(wer, lage)].sort()).toEqual([...climbDown(wer, lage)].sort());
      }),
      { numRuns: 500 },
    );
  });

  it('substitution never gives what only the roles give that are not handed over', () => {
    fc.assert(
      fc.property(anyPerson, anyLage, anyRecht, anyBereich, (wer, lage, recht, bereich) => {
        const entkernt = { ...wer, vertritt: wer.vertritt.map((each) => ({ ...each, rollen: each.rollen.filter(({ rolle: name }) => !NICHT_VERTRETBAR.includes(name)) })) };
        expect(darf(wer, recht, lage, bereich)).toBe(darf(entkernt, recht, lage, bereich));
      }),
      { numRuns: 500 },
    );
  });

  it('the list of rights says what the gate says', () => {
    fc.assert(
      fc.property(anyPerson, anyLage, anyRecht, (wer, lage, recht) => {
        const zeile = rechteVon(wer, lage).find((each) => each.recht === recht);
        expect([zeile !== undefined, zeile?.reichweite === 'alle']).toEqual([darf(wer, recht, lage), darf(wer, recht, lage, null)]);
      }),
      { numRuns: 50 },
    );
  });
});

/** The other way round: from the offices of the roles downwards, round by round, until nothing is added. */
function climbDown(wer: Parameters<typeof eigeneBereiche>[0], lage: Lage): Set<string> {
  const da = lage.organisation.filter(({ gueltig_ab, gueltig_bis }) => (gueltig_ab ?? '0') <= TAG && TAG <= (gueltig_bis ?? '9'));
  const rollen = [...wer.rollen, ...wer.vertritt.flatMap((each) => each.rollen.filter(({ rolle: name }) => name === 'FA' || name === 'FAL'))];
  const oben = rollen.filter((each) => istWirksam(each, TAG)).map(({ bereich }) => bereich);
  const bereiche = new Set(da.map(({ code }) => code).filter((code) => oben.includes(code)));
  for (const _ of da) for (const { code, uebergeordnet } of da) if (uebergeordnet !== null && bereiche.has(uebergeordnet)) bereiche.add(code);
  return bereiche;
}
