import type { Random } from '../../statistics/random.ts';
import { countPersonen, type Bevoelkerung } from './bevoelkerung.ts';
import { allot, at, courseAt, JAHRE, subtract, sum, type Zaehlung } from './zaehlung.ts';

/** Households with children, by number of children and age of the youngest. */
export interface Haushalte {
  readonly haushalte: Zaehlung;
  readonly familien: Zaehlung;
  readonly kinderreiche: Zaehlung;
  /** Lone parents as counted until 2022, without a further adult in the household. */
  readonly alleinerziehendeFrueher: Zaehlung;
  /** Lone parents as counted since 2023. */
  readonly alleinerziehende: Zaehlung;
  readonly paare: Zaehlung;
}

const KINDERZAHL = ['k1', 'k2', 'k3'] as const;
const JUENGSTES = ['u3', 'a03', 'a06'] as const;
/** Age of the youngest child by number of children: under 3, 3 to 5, 6 to 17. */
const JUENGSTES_ANTEILE = [[0.23, 0.16, 0.61], [0.29, 0.25, 0.46], [0.41, 0.27, 0.32]] as const;
/** Children in households with three or more. */
const KINDER_AB_DREI = 3.35;
/** How often households with one, two, three children are those of a lone parent, against all. */
const ALLEIN_NACH_ZAHL = [1.28, 0.8, 0.68] as const;

/** Forms households from the children and adults of every part, so that children and households fit each other. */
export function formHaushalte(bevoelkerung: Bevoelkerung, random: Random): Haushalte {
  const alle = countPersonen(bevoelkerung, { von: 0, bis: 95 }).get('') ?? new Int32Array();
  const kinder = countPersonen(bevoelkerung, { von: 0, bis: 17 }).get('') ?? new Int32Array();
  const cells = { familien: newCells(alle.length), allein: newCells(alle.length), haushalte: new Int32Array(alle.length) };
  bevoelkerung.lagen.forEach((lage, zelle) => {
    const own = random.fork(`haushalte-${zelle}`);
    const [size, perFamily, rich, alone] = [2.03 + 0.14 * lage.jung - 0.24 * lage.dicht + 0.03 * own.normal(), 1.715 + 0.05 * lage.herkunft + 0.01 * own.normal(), 1 + 0.32 * lage.herkunft + 0.05 * own.normal(), 1 + 0.2 * lage.armut + 0.13 * lage.dicht + 0.04 * own.normal()];
    JAHRE.forEach((_, jahr) => {
      const place = at(zelle, jahr);
      cells.haushalte[place] = Math.round((alle[place] ?? 0) / (size * courseAt([1.012, 1.004, 0.998], jahr)));
      const byNumber = splitFamilies(kinder[place] ?? 0, perFamily, courseAt([0.126, 0.132, 0.139], jahr) * rich);
      byNumber.forEach((families, number) => {
        const byAge = allot(families, JUENGSTES_ANTEILE[number] ?? [1]);
        const lone = allot(Math.round(families * courseAt([0.213, 0.223, 0.236], jahr) * alone * (ALLEIN_NACH_ZAHL[number] ?? 1)), byAge, byAge);
        byAge.forEach((count, age) => note(cells.familien, number, age, place, count));
        lone.forEach((count, age) => note(cells.allein, number, age, place, count));
      });
    });
  });
  const [familien, alleinerziehende] = [sumUp(cells.familien), sumUp(cells.allein)];
  return {
    haushalte: new Map([['', cells.haushalte]]),
    familien,
    kinderreiche: new Map(JUENGSTES.map((age): [string, Int32Array] => [`juengstes=${age}`, familien.get(`juengstes=${age},kinderzahl=k3`) ?? new Int32Array()]).concat([['', familien.get('kinderzahl=k3') ?? new Int32Array()]])),
    alleinerziehendeFrueher: sumUp(cells.allein.map((counts) => counts.map((count) => Math.round(0.83 * count)))),
    alleinerziehende,
    paare: subtract(familien, alleinerziehende),
  };
}

/** Families with one, two, three or more children, so that the children are about as many as there are. */
function splitFamilies(kinder: number, perFamily: number, rich: number): number[] {
  const families = Math.round(kinder / perFamily);
  const three = Math.round(families * rich);
  const two = Math.max(0, Math.min(families - three, Math.round(kinder - families - (KINDER_AB_DREI - 1) * three)));
  return [families - three - two, two, three];
}

/** Counts by number of children, then age of the youngest. */
function newCells(size: number): Int32Array[] {
  return Array.from({ length: KINDERZAHL.length * JUENGSTES.length }, () => new Int32Array(size));
}

function note(cells: readonly Int32Array[], number: number, age: number, place: number, count: number): void {
  const counts = cells[number * JUENGSTES.length + age];
  if (counts) counts[place] = count;
}

/** All, by each feature, and by both. */
function sumUp(cells: readonly Int32Array[]): Zaehlung {
  const together = (wanted: (number: number, age: number) => boolean): Int32Array => {
    const chosen = cells.filter((_, index) => wanted(Math.floor(index / JUENGSTES.length), index % JUENGSTES.length));
    return (chosen[0] ?? new Int32Array()).map((_, place) => sum(chosen.map((counts) => counts[place] ?? 0)));
  };
  return new Map([
    ['', together(() => true)],
    ...KINDERZAHL.map((code, number): [string, Int32Array] => [`kinderzahl=${code}`, together((own) => own === number)]),
    ...JUENGSTES.map((code, age): [string, Int32Array] => [`juengstes=${code}`, together((_, own) => own === age)]),
    ...KINDERZAHL.flatMap((zahl, number) => JUENGSTES.map((code, age): [string, Int32Array] => [`juengstes=${code},kinderzahl=${zahl}`, together((one, other) => one === number && other === age)])),
  ]);
}
