import fc from 'fast-check';
import type { Lage, Person, Vertretene } from './pruefung.ts';
import { ROLLEN, type Rolle, type Rollenzuweisung } from './rolle.ts';

// People, offices and days for the tests of rights.

export const TAG = '2026-06-30';

type Einheit = Lage['organisation'][number];

export const einheit = (code: string, uebergeordnet: string | null = null, gueltig_ab: string | null = null, gueltig_bis: string | null = null): Einheit => ({ code, uebergeordnet, gueltig_ab, gueltig_bis });

/** dez ← amt51 ← amt51.1 ← amt51.1a, and amt40 beside; `alt` has ended, `bald` has not begun. */
export const LAGE: Lage = {
  tag: TAG,
  organisation: [
    einheit('dez'),
    einheit('amt51', 'dez', '2020-01-01', '2026-06-30'),
    einheit('amt51.1', 'amt51', '2026-06-30'),
    einheit('amt51.1a', 'amt51.1'),
    einheit('amt40', 'dez'),
    einheit('alt', 'amt51', null, '2026-06-29'),
    einheit('alt.1', 'alt'),
    einheit('bald', 'amt51', '2026-07-01'),
  ],
};

export const rolle = (name: Rolle, bereich: string | null = null, von: string | null = null, bis: string | null = null): Rollenzuweisung => ({ rolle: name, bereich, von, bis });

export const person = (konto: string, rollen: readonly Rollenzuweisung[], vertritt: readonly Vertretene[] = []): Person => ({ konto, name: `Name ${konto}`, rollen, vertritt });

/** One person for each role that is assignable, the offices at amt51. */
export const mitRolle = (name: Rolle, konto: string = name): Person => person(konto, [rolle(name, name === 'FA' || name === 'FAL' ? 'amt51' : null)]);

const codes = ['a', 'b', 'c', 'd', 'e', 'f'];
const tag = fc.option(fc.constantFrom('2026-06-28', '2026-06-29', TAG, '2026-07-01', '2026-07-02'), { nil: null });
const code = fc.option(fc.constantFrom(...codes, 'fehlt'), { nil: null });

/** Any organisation: circles, gaps and ended offices among it. */
export const anyLage: fc.Arbitrary<Lage> = fc
  .tuple(...codes.map((each) => fc.record({ code: fc.constant(each), uebergeordnet: code, gueltig_ab: tag, gueltig_bis: tag })))
  .map((organisation) => ({ tag: TAG, organisation }));

export const anyZuweisung: fc.Arbitrary<Rollenzuweisung> = fc.oneof(
  fc.record({ rolle: fc.constantFrom<Rolle>('FA', 'FAL'), bereich: fc.constantFrom(...codes), von: fc.constant(null), bis: fc.constant(null) }),
  fc.record({ rolle: fc.constantFrom(...(Object.keys(ROLLEN) as Rolle[])), bereich: code, von: tag, bis: tag }),
);

const anyVertretene: fc.Arbitrary<Vertretene> = fc.record({ konto: fc.constantFrom('p', 'q'), name: fc.constant('Name'), rollen: fc.array(anyZuweisung, { maxLength: 3 }) });

export const anyPerson: fc.Arbitrary<Person> = fc.record({ konto: fc.constant('selbst'), name: fc.constant('Name'), rollen: fc.array(anyZuweisung, { maxLength: 4 }), vertritt: fc.array(anyVertretene, { maxLength: 2 }) });

export const anyBereich = fc.oneof(fc.constant(undefined), code);
