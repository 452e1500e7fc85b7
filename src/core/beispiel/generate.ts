import { yearOfZeit } from '../../base/date.ts';
import { compareCodes } from '../../base/text.ts';
import { Random } from '../../statistics/random.ts';
import type { Welle } from '../befragung/welle.ts';
import type { Stadtmappe } from '../bericht/stadtmappe.ts';
import type { Wert } from '../kennzahlen/wert.ts';
import type { StrategischesZiel } from '../steuerung/ziel.ts';
import { growBevoelkerung } from './bevoelkerung.ts';
import { countEverything } from './grundzahlen.ts';
import { deliverWerte, miscount } from './lieferungen.ts';
import { layOutStadt } from './raum.ts';
import { draftProzesswerte, draftUmfragewerte, frameOf } from './prozesswerte.ts';
import { draftStadtreihen } from './stadtreihen.ts';
import { carryOn } from './steuerung.ts';
import { drawOffeneWelle, drawZufallswelle, type Schichtgrund, type Zufallswelle } from './umfrage.ts';
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
  const befragung = survey(base, frameOf(raum.zellen, (zelle) => zahlen.get('erwachsene')?.get('')?.[at(zelle, JAHRE.length - 1)] ?? 0), random.fork('befragung'));
  const steuerung = carryOn(base, random.fork('steuerung'));
  const entwuerfe = [
    ...draftWerte(base.indikatoren, zahlen, gebiete),
    ...draftStadtreihen(base.indikatoren, stadt, zahlen, random.fork('stadtreihen')),
    ...(befragung.zufall ? draftUmfragewerte(base.indikatoren, befragung.zufall, stadt) : []),
    ...draftProzesswerte(base.indikatoren, { ...steuerung, empfehlungen: base.empfehlungen }, stadt),
  ];
  const { werte, verlauf, lieferungen } = deliverWerte(entwuerfe, { indikatoren: base.indikatoren, quellen: base.quellen, organisation: base.organisation, falsch, sha256, seed }, random.fork('lieferungen'));
  return {
    ...base,
    ...steuerung,
    wellen: befragung.wellen,
    antworten: befragung.antworten,
    zuordnungen: [...raum.zuordnungen],
    geometrien: [...raum.geometrien].sort((a, b) => compareCodes(a.code, b.code)),
    lieferungen,
    werte,
    verlauf,
    ziele: fillAusgangswerte(base.ziele, werte, stadt),
  };
}

/** The answers of both surveys; the frame of the random one is what the register says. */
function survey(base: Stadtmappe, frame: ReadonlyMap<string, Schichtgrund>, random: Random): { wellen: Welle[]; antworten: Stadtmappe['antworten']; zufall: Zufallswelle | undefined } {
  let zufall: Zufallswelle | undefined;
  const antworten: Stadtmappe['antworten'] = {};
  const wellen = base.wellen.map((welle) => {
    if (welle.modus === 'offen') {
      antworten[welle.code] = drawOffeneWelle(welle, random.fork(welle.code));
      return welle;
    }
    zufall = drawZufallswelle(welle, frame, random.fork(welle.code));
    antworten[welle.code] = zufall.antworten;
    return zufall.welle;
  });
  return { wellen, antworten, zufall };
}

/** What a goal starts from is the value of that year, not a number typed beside it. */
function fillAusgangswerte(ziele: readonly StrategischesZiel[], werte: readonly Wert[], stadt: string): StrategischesZiel[] {
  const find = (indikator: string, jahr: number): number | null => werte.find((wert) => wert.indikator === indikator && wert.raum === stadt && wert.auspraegung === null && yearOfZeit(wert.zeit) === jahr)?.wert ?? null;
  return ziele.map((ziel) => ({
    ...ziel,
    wirkungsziele: ziel.wirkungsziele.map((wirkung) => (wirkung.indikator === null || wirkung.ausgangsjahr === null ? wirkung : { ...wirkung, ausgangswert: find(wirkung.indikator, wirkung.ausgangsjahr) })),
  }));
}
