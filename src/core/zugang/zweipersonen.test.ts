import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { darf, type Person } from './pruefung.ts';
import { LAGE, mitRolle, person, rolle } from './pruefung.test-data.ts';
import { ALLE_RECHTE } from './recht.ts';
import { istVollstaendig, offeneSchritte, pruefeSchritt, ZWEI_PERSONEN, type Unterschrift, type Vorgang } from './zweipersonen.ts';

const vorgang = 'ausgabe.freigabe';
const pruefe = (schritt: string, wer: Person, erteilt: readonly Unterschrift[] = []) => pruefeSchritt({ vorgang, schritt, person: wer, erteilt, lage: LAGE });
const unterschrift = (schritt: string, konto: string, vertritt: string | null = null): Unterschrift => ({ schritt, konto, vertritt });
const vertritt = (wer: Person, ...abwesende: Person[]): Person => ({ ...wer, vertritt: abwesende });

const stat = mitRolle('STAT');
const dez = mitRolle('DEZ');
const beides = person('beides', [rolle('STAT'), rolle('DEZ')]);
const beteiligt = { darf: false, satz: 'An dieser Freigabe sind Sie schon beteiligt; diesen Schritt muss eine andere Person tun.' };

describe('the table', () => {
  it('asks for two steps or more with rights that are there, each step once', () => {
    expect(new Set(ZWEI_PERSONEN.map((each) => each.vorgang)).size).toBe(ZWEI_PERSONEN.length);
    for (const { titel, schritte } of ZWEI_PERSONEN) {
      expect(titel).toMatch(/^[A-Z]/);
      expect(schritte.length).toBeGreaterThan(1);
      expect(new Set(schritte.map(({ schritt }) => schritt)).size).toBe(schritte.length);
      expect(schritte.filter(({ recht }) => !ALLE_RECHTE.includes(recht))).toEqual([]);
    }
  });

  it('holds the release of a frozen edition: data first', () => {
    expect(ZWEI_PERSONEN[0].schritte.map(({ schritt, recht }) => [schritt, recht])).toEqual([
      ['daten', 'ausgabe.freigeben_daten'],
      ['freigabe', 'ausgabe.freigeben'],
    ]);
  });
});

describe('the gate of a step', () => {
  it('lets the one do the first and the other the second', () => {
    expect(pruefe('daten', stat)).toEqual({ darf: true, vertritt: null });
    expect(pruefe('freigabe', dez, [unterschrift('daten', 'STAT')])).toEqual({ darf: true, vertritt: null });
  });

  it('knows no other steps', () => {
    expect(pruefe('druck', beides)).toEqual({ darf: false, satz: 'Diesen Schritt gibt es hier nicht.' });
  });

  it('asks for the right of each step', () => {
    expect(pruefe('daten', dez)).toEqual({ darf: false, satz: 'Für den Schritt „Daten freigeben“ fehlt Ihnen das Recht.' });
    expect(pruefe('freigabe', stat, [unterschrift('daten', 'x')])).toEqual({ darf: false, satz: 'Für den Schritt „Ausgabe freigeben“ fehlt Ihnen das Recht.' });
    expect(pruefe('freigabe', mitRolle('ADM'), [unterschrift('daten', 'x')]).darf).toBe(false);
  });

  it('keeps the order', () => {
    expect(pruefe('freigabe', dez)).toEqual({ darf: false, satz: 'Zuerst ist der Schritt „Daten freigeben“ zu tun.' });
  });

  it('lets a step be done once', () => {
    expect(pruefe('daten', stat, [unterschrift('daten', 'x')])).toEqual({ darf: false, satz: 'Der Schritt „Daten freigeben“ ist schon getan.' });
    expect(pruefe('freigabe', dez, [unterschrift('daten', 'x'), unterschrift('freigabe', 'y')])).toEqual({ darf: false, satz: 'Der Schritt „Ausgabe freigeben“ ist schon getan.' });
  });

  it('refuses whoever has done another step', () => {
    expect(pruefe('freigabe', beides, [unterschrift('daten', 'beides')])).toEqual(beteiligt);
  });

  it('lets a deputy sign in place of the absent one, and says so', () => {
    expect(pruefe('freigabe', vertritt(mitRolle('STAB'), dez), [unterschrift('daten', 'STAT')])).toEqual({ darf: true, vertritt: 'DEZ' });
    expect(pruefe('freigabe', vertritt(mitRolle('DEZ', 'zweite'), dez), [unterschrift('daten', 'STAT')])).toEqual({ darf: true, vertritt: null });
  });

  it('never lets the step of the Statistikstelle be done by a deputy', () => {
    expect(pruefe('daten', vertritt(mitRolle('STAB'), stat)).darf).toBe(false);
  });

  it('refuses a deputy who or whose absent one has a part already', () => {
    const doppelt = { darf: false, satz: 'Die Person, die Sie vertreten, ist an dieser Freigabe schon beteiligt; diesen Schritt muss eine andere tun.' };
    expect(pruefe('freigabe', vertritt(mitRolle('STAB'), beides), [unterschrift('daten', 'beides')])).toEqual(doppelt);
    expect(pruefe('freigabe', vertritt(stat, dez), [unterschrift('daten', 'STAT')])).toEqual(beteiligt);
    expect(pruefe('freigabe', dez, [unterschrift('daten', 'x', 'DEZ')])).toEqual(beteiligt);
    expect(pruefe('freigabe', vertritt(mitRolle('STAB'), beides), [unterschrift('daten', 'x', 'beides')])).toEqual(doppelt);
  });

  it('lets a deputy of two sign for the one who has no part', () => {
    expect(pruefe('freigabe', vertritt(mitRolle('STAB'), beides, dez), [unterschrift('daten', 'beides')])).toEqual({ darf: true, vertritt: 'DEZ' });
  });

  it('asks for a role that holds today', () => {
    expect(pruefe('daten', person('x', [rolle('STAT', null, '2026-07-01')])).darf).toBe(false);
  });
});

describe('completeness', () => {
  it.each([
    ['nothing', [], false],
    ['one step', [unterschrift('daten', 'x')], false],
    ['both by two', [unterschrift('daten', 'x'), unterschrift('freigabe', 'y')], true],
    ['both by two, one of them for a third', [unterschrift('daten', 'x'), unterschrift('freigabe', 'y', 'z')], true],
    ['both by one', [unterschrift('daten', 'x'), unterschrift('freigabe', 'x')], false],
    ['the second in place of the first', [unterschrift('daten', 'x'), unterschrift('freigabe', 'y', 'x')], false],
    ['both in place of one', [unterschrift('daten', 'x', 'z'), unterschrift('freigabe', 'y', 'z')], false],
    ['one step by two', [unterschrift('daten', 'x'), unterschrift('daten', 'y')], false],
    ['a step too many', [unterschrift('daten', 'x'), unterschrift('freigabe', 'y'), unterschrift('daten', 'z')], false],
    ['a step that is not of it', [unterschrift('daten', 'x'), unterschrift('druck', 'y')], false],
  ] satisfies [string, Unterschrift[], boolean][])('%s', (_, erteilt, vollstaendig) => {
    expect(istVollstaendig(vorgang, erteilt)).toBe(vollstaendig);
  });

  it('is never reached by a procedure that nobody knows', () => {
    const fremd = 'druck' as Vorgang;
    expect(istVollstaendig(fremd, [])).toBe(false);
    expect(istVollstaendig(fremd, [unterschrift('daten', 'x'), unterschrift('freigabe', 'y')])).toBe(false);
    expect(pruefeSchritt({ vorgang: fremd, schritt: 'daten', person: stat, erteilt: [], lage: LAGE })).toEqual({ darf: false, satz: 'Diesen Schritt gibt es hier nicht.' });
    expect(offeneSchritte(fremd, [])).toEqual([]);
  });

  it('names what is still to be done', () => {
    const namen = (...erteilt: Unterschrift[]): string[] => offeneSchritte(vorgang, erteilt).map(({ schritt }) => schritt);
    expect([namen(), namen(unterschrift('daten', 'x')), namen(unterschrift('freigabe', 'x')), namen(unterschrift('daten', 'x'), unterschrift('freigabe', 'y'))]).toEqual([['daten', 'freigabe'], ['freigabe'], ['daten'], []]);
  });

  it('is never reached by one account, whatever its roles and whomever it stands in for, nor with the part of one person twice', () => {
    const konten = ['a', 'b', 'c'];
    const rollen = fc.subarray([rolle('STAT'), rolle('DEZ'), rolle('STAB')]);
    const leute = fc.tuple(...konten.map((konto) => rollen.map((each) => person(konto, each))));
    const zug = fc.record({ wer: fc.nat(2), fuer: fc.subarray([0, 1, 2]), schritt: fc.constantFrom('daten', 'freigabe') });
    fc.assert(
      fc.property(leute, fc.array(zug, { maxLength: 8 }), (alle, zuege) => {
        const erteilt = zuege.reduce<Unterschrift[]>((bisher, { wer, fuer, schritt }) => {
          const handelnd = vertritt(alle[wer] ?? stat, ...fuer.filter((each) => each !== wer).map((each) => alle[each] ?? stat));
          const antwort = pruefe(schritt, handelnd, bisher);
          return antwort.darf ? [...bisher, unterschrift(schritt, handelnd.konto, antwort.vertritt)] : bisher;
        }, []);
        const beteiligte = erteilt.flatMap(({ konto, vertritt: fuer }) => (fuer === null ? [konto] : [konto, fuer]));
        expect(new Set(beteiligte).size).toBe(beteiligte.length);
        expect(istVollstaendig(vorgang, erteilt)).toBe(erteilt.length === 2);
        if (erteilt[0] !== undefined) expect(darf(alle.find(({ konto }) => konto === erteilt[0]?.konto), 'ausgabe.freigeben_daten', LAGE)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});
