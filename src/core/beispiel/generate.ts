import { yearOfZeit } from '../../base/date.ts';
import { compareCodes } from '../../base/text.ts';
import { Random } from '../../statistics/random.ts';
import type { Stadtmappe } from '../bericht/stadtmappe.ts';
import type { Wert } from '../kennzahlen/wert.ts';
import type { StrategischesZiel } from '../steuerung/ziel.ts';
import { growBevoelkerung } from './bevoelkerung.ts';
import { countEverything } from './grundzahlen.ts';
import { deliverWerte, miscount } from './lieferungen.ts';
import { layOutStadt } from './raum.ts';
import { draftStadtreihen } from './stadtreihen.ts';
import { draftWerte, listGebiete } from './werte.ts';
import { at, JAHRE } from './zaehlung.ts';

/** The town that comes with the program grows from this seed. */
export const SEED = 'beispielstadt';

/**
 * Makes the whole example town from the part of it that is committed (definitions, texts, names) and a seed: how its space
 * is divided, eleven years of values with their deliveries, the answers of both surveys, how its measures went on.
 * The same base and seed give the same town on every machine. `sha256` is handed in, because it is not of this room.
 */
export function generateBeispielstadt(base: Stadtmappe, seed: string, sha256: (text: string) => string): Stadtmappe {
  const random = new Random(seed);
  const raum = layOutStadt(base.raumeinheiten, random.fork('raum'));
  const bevoelkerung = growBevoelkerung(raum.zellen, random.fork('bevoelkerung'));
  const zahlen = countEverything(bevoelkerung, raum.zellen, random.fork('zahlen'));
  const gebiete = listGebiete(raum.zellen, base.raumeinheiten);
  const stadt = gebiete.find(({ ebene }) => ebene === 'stadt')?.code ?? base.stadt.id;
  const falsch = miscount(zahlen.get('regelleistung-u15') ?? new Map(), raum.zellen, gebiete, (zelle) => at(zelle, JAHRE.indexOf(2023)));
  const entwuerfe = [...draftWerte(base.indikatoren, zahlen, gebiete), ...draftStadtreihen(base.indikatoren, stadt, zahlen, random.fork('stadtreihen'))];
  const { werte, verlauf, lieferungen } = deliverWerte(entwuerfe, { indikatoren: base.indikatoren, quellen: base.quellen, organisation: base.organisation, falsch, sha256, seed }, random.fork('lieferungen'));
  return {
    ...base,
    zuordnungen: [...raum.zuordnungen],
    geometrien: [...raum.geometrien].sort((a, b) => compareCodes(a.code, b.code)),
    lieferungen,
    werte,
    verlauf,
    ziele: fillAusgangswerte(base.ziele, werte, stadt),
  };
}

/** What a goal starts from is the value of that year, not a number typed beside it. */
function fillAusgangswerte(ziele: readonly StrategischesZiel[], werte: readonly Wert[], stadt: string): StrategischesZiel[] {
  const find = (indikator: string, jahr: number): number | null => werte.find((wert) => wert.indikator === indikator && wert.raum === stadt && wert.auspraegung === null && yearOfZeit(wert.zeit) === jahr)?.wert ?? null;
  return ziele.map((ziel) => ({
    ...ziel,
    wirkungsziele: ziel.wirkungsziele.map((wirkung) => (wirkung.indikator === null || wirkung.ausgangsjahr === null ? wirkung : { ...wirkung, ausgangswert: find(wirkung.indikator, wirkung.ausgangsjahr) })),
  }));
}
