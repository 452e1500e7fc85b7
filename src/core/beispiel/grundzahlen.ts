import type { Random } from '../../statistics/random.ts';
import { countPersonen, type Bevoelkerung } from './bevoelkerung.ts';
import { formHaushalte } from './haushalte.ts';
import { QUOTEN } from './katalog.ts';
import type { Zelle } from './raum.ts';
import { add, allot, at, countQuote, JAHRE, sum, type Zaehlung } from './zaehlung.ts';

/** Five-year age groups, named by their first year. */
const FUENFER = Object.fromEntries(Array.from({ length: 18 }, (_, index) => [`a${String(5 * index).padStart(2, '0')}`, 5 * index]));
const KINDESALTER = { a00: 0, a03: 3, a06: 6, a10: 10, a14: 14 };

/** Everything that is counted in the town, by name: persons and households first, then what is a share of them. */
export function countEverything(bevoelkerung: Bevoelkerung, zellen: readonly Zelle[], random: Random): Map<string, Zaehlung> {
  const zahlen = new Map<string, Zaehlung>([...countPeople(bevoelkerung), ...Object.entries(formHaushalte(bevoelkerung, random.fork('haushalte')))]);
  zahlen.set('geburten', bevoelkerung.geburten);
  zahlen.set('wanderung', bevoelkerung.wanderung);
  for (const [name, { von, ...quote }] of Object.entries(QUOTEN)) {
    const basis = zahlen.get(von);
    if (!basis) throw new Error(`The base ${von} of ${name} is not counted before it.`);
    zahlen.set(name, countQuote(basis, quote, bevoelkerung.lagen, random.fork(`quote-${name}`)));
  }
  zahlen.set('personen-in-bg', add(zahlen.get('regelleistung-u15') ?? new Map(), zahlen.get('bg-uebrige') ?? new Map()));
  zahlen.set('verunglueckte', scatterAccidents(zahlen.get('kinder-u15') ?? new Map(), zellen, bevoelkerung, random.fork('unfaelle')));
  return zahlen;
}

function countPeople(bevoelkerung: Bevoelkerung): [string, Zaehlung][] {
  const count = (auswahl: Parameters<typeof countPersonen>[1]): Zaehlung => countPersonen(bevoelkerung, auswahl);
  return [
    ['bevoelkerung', count({ von: 0, bis: 95, gruppen: FUENFER, kreuze: [['alter', 'geschlecht'], ['alter', 'staatsangehoerigkeit'], ['geschlecht', 'staatsangehoerigkeit']] })],
    ['einwohner', count({ von: 0, bis: 95, gruppen: { a00: 0, a18: 18, a65: 65 }, kreuze: [['geschlecht', 'staatsangehoerigkeit']] })],
    ['einwohner-mittel', meanOf(count({ von: 0, bis: 95 }), count({ von: 0, bis: 95, vorjahr: true }))],
    ['kinder-u18', count({ von: 0, bis: 17, merkmal: 'kindesalter', gruppen: KINDESALTER, kreuze: [['geschlecht', 'kindesalter'], ['kindesalter', 'staatsangehoerigkeit'], ['geschlecht', 'staatsangehoerigkeit'], ['geschlecht', 'kindesalter', 'staatsangehoerigkeit']] })],
    ['minderjaehrige', count({ von: 0, bis: 17, gruppen: { u6: 0, a06: 6 } })],
    ['minderjaehrige-stufen', count({ von: 0, bis: 17, gruppen: { u6: 0, a06: 6, a12: 12 } })],
    ['kinder-u15', count({ von: 0, bis: 14, gruppen: { a00: 0, a03: 3, a06: 6 } })],
    ['jugend-15-17', count({ von: 15, bis: 17 })],
    ['kinder-u14', count({ von: 0, bis: 13 })],
    ['kinder-u12', count({ von: 0, bis: 11, gruppen: { u6: 0, a06: 6 } })],
    ['kinder-u6', count({ von: 0, bis: 5 })],
    ['kinder-u3-vorjahr', count({ von: 0, bis: 2, gruppen: { a00: 0, a01: 1, a02: 2 }, vorjahr: true })],
    ['kinder-3-6-vorjahr', count({ von: 3, bis: 5, vorjahr: true })],
    ['kinder-6-9', count({ von: 6, bis: 9 })],
    ['kinder-9', count({ von: 9, bis: 9 })],
    ['kinder-5', count({ von: 5, bis: 5 })],
    ['kinder-6-14', count({ von: 6, bis: 14 })],
    ['kinder-6-17', count({ von: 6, bis: 17, gruppen: { a06: 6, a10: 10, a14: 14 } })],
    ['kinder-10-17', count({ von: 10, bis: 17 })],
    ['jugend-16', count({ von: 16, bis: 16 })],
    ['jugend-15-24', count({ von: 15, bis: 24 })],
    ['junge-u21', count({ von: 0, bis: 20, gruppen: { u6: 0, a06: 6, a14: 14 } })],
    ['junge-u20', count({ von: 0, bis: 19 })],
    ['mittlere-20-64', count({ von: 20, bis: 64 })],
    ['frauen-15-44', count({ von: 15, bis: 44, nur: 'w', merkmal: 'mutteralter', gruppen: { a15: 15, a25: 25, a35: 35 } })],
    ['frauen-15-64', count({ von: 15, bis: 64, nur: 'w', gruppen: { a15: 15, a25: 25, a55: 55 } })],
    ['erwachsene', count({ von: 18, bis: 95 })],
  ];
}

function meanOf(one: Zaehlung, other: Zaehlung): Zaehlung {
  return new Map([...one].map(([key, counts]) => [key, counts.map((count, index) => Math.round((count + (other.get(key)?.[index] ?? 0)) / 2))]));
}

/** Injured children of the whole town by year, as a course that falls. */
const UNFAELLE = [104, 99, 97, 94, 92, 76, 72, 78, 68, 59, 54];
/** Year index in which the Stadtbezirke may all be shown, and the one before, in which one of them may not. */
const [NEUESTES, DAVOR] = [10, 9];

/**
 * Injured children by place: rare, so chance rules. In the newest year no Stadtbezirk has a count of 1 or 2; in the one
 * before, one has none and one has two, so that readers meet both a dash and a breakdown that is withheld.
 */
function scatterAccidents(kinder: Zaehlung, zellen: readonly Zelle[], { lagen }: Bevoelkerung, random: Random): Zaehlung {
  const counts = new Int32Array(zellen.length * JAHRE.length);
  JAHRE.forEach((_, jahr) => {
    const weights = zellen.map((_zelle, index) => (kinder.get('')?.[at(index, jahr)] ?? 0) * (1 + 0.5 * (lagen[index]?.dicht ?? 0) + 0.35 * (lagen[index]?.armut ?? 0)));
    const wanted = new Map(jahr === NEUESTES ? floorOf(weights, zellen, UNFAELLE[jahr] ?? 0) : jahr === DAVOR ? [['westerholz', 0], ['muehlengrund', 2]] : []);
    const free = zellen.map((zelle, index) => (wanted.has(zelle.stadtbezirk) ? 0 : (weights[index] ?? 0)));
    for (let left = (UNFAELLE[jahr] ?? 0) - sum(wanted.values()); left > 0; left -= 1) addOne(counts, random.weighted(free), jahr);
    for (const [bezirk, count] of wanted) for (let left = count; left > 0; left -= 1) addOne(counts, random.weighted(weights.map((weight, index) => (zellen[index]?.stadtbezirk === bezirk ? weight : 0))), jahr);
  });
  return new Map([['', counts]]);
}

function addOne(counts: Int32Array, zelle: number, jahr: number): void {
  counts[at(zelle, jahr)] = (counts[at(zelle, jahr)] ?? 0) + 1;
}

/** Each Stadtbezirk its share of the accidents, but at least three. */
function floorOf(weights: readonly number[], zellen: readonly Zelle[], total: number): [string, number][] {
  const bezirke = [...new Set(zellen.map(({ stadtbezirk }) => stadtbezirk))];
  const shares = bezirke.map((bezirk) => sum(weights.filter((_, index) => zellen[index]?.stadtbezirk === bezirk)));
  return allot(total - 3 * bezirke.length, shares).map((count, index): [string, number] => [bezirke[index] ?? '', count + 3]);
}

