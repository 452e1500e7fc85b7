import { describe, expect, it } from 'vitest';
import { endOfZeit, yearOfZeit } from '../../base/date.ts';
import { KENNUNGEN, ZEICHEN } from '../../base/value.ts';
import { checkGliederungen } from '../../report/outline-check.ts';
import { takeDatenstand } from '../bericht/datenstand.ts';
import { serializeDatenstand } from '../bericht/datenstand-form.ts';
import { checkVerweise } from '../bericht/verweise.ts';
import { computeZielelemente } from '../bericht/zielelemente.ts';
import { mayPublish } from '../kennzahlen/geheimhaltung.ts';
import { areComparable } from '../kennzahlen/indikator.ts';
import type { Wert } from '../kennzahlen/wert.ts';
import { growTown } from './town.test-data.ts';
import { LOB, WUENSCHE } from './umfrage-tabelle.ts';

const town = await growTown();
const { werte, indikatoren, raumeinheiten, zuordnungen, lieferungen } = town;
const levelOf = new Map(raumeinheiten.map(({ code, ebene }) => [code, ebene]));
const indikatorOf = new Map(indikatoren.map((indikator) => [indikator.code, indikator]));
const UPPER = ['stadtbezirk', 'sozialraum', 'wohnbereich', 'statistischer-bezirk'];

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** Values by everything but the unit or, with `feature`, but the features. */
const inGroups = new Map<string, Wert[]>();
const byFeature = new Map<string, Wert[]>();
for (const wert of werte) {
  if (levelOf.get(wert.raum) === 'vergleich') continue;
  for (const [groups, key] of [[inGroups, `${wert.indikator}|${wert.version}|${wert.zeit}|${wert.auspraegung ?? ''}|${wert.basis ?? ''}`], [byFeature, `${wert.indikator}|${wert.version}|${wert.zeit}|${wert.raum}|${wert.basis ?? ''}`]] as const) {
    const group = groups.get(key);
    if (group) group.push(wert);
    else groups.set(key, [wert]);
  }
}

/** What a value counts; undefined where it counts nothing that could be added up. */
function countOf(wert: Wert): number | undefined {
  if (wert.indikator === 'D01' || wert.zaehler !== null) return wert.zeichen === '-' ? 0 : (wert.zaehler ?? wert.wert ?? undefined);
  return undefined;
}

describe('sums', () => {
  it('every level of space adds up to the town, numerator and denominator, in every indicator, year and feature', () => {
    const wrong: string[] = [];
    let checked = 0;
    for (const [key, group] of inGroups) {
      const whole = group.find(({ raum }) => levelOf.get(raum) === 'stadt');
      if (!whole || countOf(whole) === undefined || whole.indikator.startsWith('Z')) continue;
      for (const level of UPPER) {
        const parts = group.filter(({ raum }) => levelOf.get(raum) === level);
        if (parts.length === 0 || parts.some((wert) => countOf(wert) === undefined)) continue;
        checked += 1;
        const [over, under] = [parts.reduce((sum, wert) => sum + (countOf(wert) ?? 0), 0), parts.reduce((sum, wert) => sum + (wert.nenner ?? 0), 0)];
        if (over !== countOf(whole) || under !== (whole.nenner ?? 0)) wrong.push(`${key} ${level}: ${over} of ${countOf(whole)}, ${under} of ${whole.nenner}`);
      }
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(checked).toBeGreaterThan(8_000);
  });

  it('every breakdown by one feature adds up to the whole, and its denominators are all the same or add up too', () => {
    const wrong: string[] = [];
    let checked = 0;
    for (const [key, group] of byFeature) {
      const whole = group.find(({ auspraegung }) => auspraegung === null);
      if (!whole || countOf(whole) === undefined) continue;
      const single = group.filter(({ auspraegung }) => auspraegung !== null && !auspraegung.includes(','));
      for (const [feature, parts] of groupBy(single, ({ auspraegung }) => auspraegung?.split('=')[0] ?? '')) {
        checked += 1;
        const under = parts.reduce((sum, wert) => sum + (wert.nenner ?? 0), 0);
        const same = parts.every((wert) => wert.nenner === whole.nenner);
        if (parts.reduce((sum, wert) => sum + (countOf(wert) ?? 0), 0) !== countOf(whole) || (!same && under !== whole.nenner)) wrong.push(`${key} ${feature}`);
      }
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(checked).toBeGreaterThan(8_000);
  });

  it('every share is its numerator by its denominator', () => {
    const wrong = werte.filter(({ indikator, version, wert, zaehler, nenner }) => {
      const definition = indikatorOf.get(indikator);
      const faktor = definition?.versionen.find((entry) => entry.version === version)?.faktor ?? 1;
      return wert !== null && zaehler !== null && nenner !== null && Math.abs((zaehler / nenner) * faktor - wert) > 0.5001 * 10 ** -(definition?.nachkommastellen ?? 0);
    });
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  it('parts of a split Bezirk are about as large as their share says', () => {
    const split = zuordnungen.filter(({ nach, anteil }) => anteil < 1 && levelOf.get(nach) === 'sozialraum');
    expect(new Set(split.map(({ von }) => von)).size).toBeGreaterThanOrEqual(2);
    const people = (raum: string): number => werte.find((wert) => wert.indikator === 'D01' && wert.raum === raum && wert.zeit === '2025-12-31' && wert.auspraegung === null && wert.basis === 'EWR_HW')?.wert ?? 0;
    for (const raum of new Set(split.map(({ nach }) => nach))) {
      const expected = zuordnungen.filter(({ nach }) => nach === raum).reduce((sum, { von, anteil }) => sum + anteil * people(von), 0);
      expect(Math.abs(people(raum) / expected - 1)).toBeLessThan(0.02);
    }
  });
});

describe('space', () => {
  it('59 Bezirke, 27 Wohnbereiche, 9 Sozialräume, 7 Stadtbezirke of today, and two Bezirke that were merged', () => {
    const today = raumeinheiten.filter(({ gueltig_bis }) => gueltig_bis === null);
    expect(['statistischer-bezirk', 'wohnbereich', 'sozialraum', 'stadtbezirk'].map((level) => today.filter(({ ebene }) => ebene === level).length)).toEqual([59, 27, 9, 7]);
    const merged = raumeinheiten.find(({ vorgaenger }) => vorgaenger.length === 2);
    const times = (raum: string): number[] => werte.filter((wert) => wert.indikator === 'D01' && wert.raum === raum && wert.auspraegung === null).map(({ zeit }) => yearOfZeit(zeit));
    expect(times(merged?.code ?? '')).toEqual([2022, 2023, 2024, 2025]);
    for (const code of merged?.vorgaenger ?? []) expect(times(code)).toEqual([2015, 2016, 2017, 2018, 2019, 2020, 2021]);
  });

  it('outlines of neighbours share their borders to the metre, and those of higher levels are made of them', () => {
    const edgesOf = (level: string): string[] => (town.geometrien.find(({ code }) => code === level)?.features ?? []).flatMap(({ geometry }) => (geometry.coordinates as [number, number][][]).flatMap((ring) => ring.slice(1).map((point, index) => `${ring[index]?.join()} ${point.join()}`)));
    const flip = (edge: string): string => edge.split(' ').reverse().join(' ');
    const smallest = new Set(edgesOf('statistischer-bezirk'));
    const outer = [...smallest].filter((edge) => !smallest.has(flip(edge)));
    expect(edgesOf('statistischer-bezirk')).toHaveLength(smallest.size);
    expect(outer.length / smallest.size).toBeLessThan(0.2);
    for (const level of ['stadtbezirk', 'sozialraum', 'wohnbereich']) {
      const edges = edgesOf(level);
      expect([level, edges.filter((edge) => !smallest.has(edge))]).toEqual([level, []]);
      expect([level, edges.filter((edge) => !edges.includes(flip(edge))).length]).toEqual([level, outer.length]);
    }
    expect(JSON.stringify(town.geometrien, null, 2).length).toBeLessThan(400_000);
  });
});

describe('values', () => {
  it('are about 240,000 over 71 indicators and eleven years; 43 indicators are core', () => {
    expect(indikatoren).toHaveLength(71);
    expect(indikatoren.filter(({ kernindikator }) => kernindikator)).toHaveLength(43);
    expect(new Set(werte.map(({ indikator }) => indikator)).size).toBe(71);
    expect(werte.length).toBeGreaterThan(225_000);
    expect(werte.length).toBeLessThan(250_000);
  });

  it('of the town move little from one year to the next', () => {
    const rough: string[] = [];
    for (const indikator of indikatoren) {
      const reihe = werte.filter((wert) => wert.indikator === indikator.code && wert.raum === 'beispielstadt' && wert.auspraegung === null && wert.basis !== 'IT.NRW' && wert.wert !== null).sort((a, b) => (endOfZeit(a.zeit) < endOfZeit(b.zeit) ? -1 : 1));
      reihe.slice(1).forEach((wert, index) => {
        const before = reihe[index] as Wert;
        const far = yearOfZeit(wert.zeit) - yearOfZeit(before.zeit) > 2 || indikator.code.startsWith('Z') || (indikator.code === 'A01' && wert.zeit === '2023');
        const move = Math.abs((wert.wert ?? 0) - (before.wert ?? 0));
        const relative = move / Math.abs(before.wert ?? 1);
        // Offices, tickets and a pandemic move figures; a balance of a few hundred moves by chance.
        if (!far && areComparable(indikator, before.version, wert.version) && relative > (['D08', 'A03'].includes(indikator.code) ? 0.8 : 0.25)) rough.push(`${indikator.code} ${before.zeit} ${before.wert} → ${wert.wert}`);
      });
    }
    expect(rough).toEqual([]);
  });

  it('meet every sign and every mark, zero as a number and as a dash, and counts of one and two', () => {
    expect(ZEICHEN.filter((sign) => !werte.some(({ zeichen }) => zeichen === sign))).toEqual([]);
    expect(KENNUNGEN.filter((mark) => !werte.some(({ kennung }) => kennung === mark))).toEqual([]);
    expect(werte.some(({ wert, indikator }) => wert === 0 && indikator === 'D08')).toBe(true);
    expect(werte.some(({ zeichen, zaehler }) => zeichen === '-' && zaehler === 0)).toBe(true);
    expect(werte.filter(({ wert, raum, indikator, auspraegung }) => indikator === 'D01' && auspraegung !== null && levelOf.get(raum) === 'statistischer-bezirk' && (wert === 1 || wert === 2)).length).toBeGreaterThan(100);
  });

  it('of accidents may be shown by Stadtbezirk in the newest year, and not in the one before', () => {
    const table = (zeit: string): Wert[] => werte.filter((wert) => wert.indikator === 'M01' && wert.zeit === zeit && levelOf.get(wert.raum) === 'stadtbezirk');
    const publish = (zeit: string): boolean => mayPublish({ werte: table(zeit), isTotal: false, countsAreValues: false });
    expect([publish('2025'), publish('2024')]).toEqual([true, false]);
    expect(table('2024').map(({ zeichen }) => zeichen)).toContain('-');
  });

  it('break once, were corrected once and withdrawn once', () => {
    expect(indikatorOf.get('D04')?.versionen.map(({ vergleichbar }) => vergleichbar)).toEqual(['ja', 'nein']);
    const corrected = werte.filter(({ revision }) => revision === 2);
    expect(new Set(corrected.map(({ indikator, zeit, kennung }) => `${indikator} ${zeit} ${kennung}`))).toEqual(new Set(['W01 2023-12-31 r']));
    expect(corrected.map(({ raum }) => raum)).toEqual(expect.arrayContaining(['beispielstadt', 'hafen']));
    expect(new Set(town.verlauf.map(({ indikator, zustand }) => `${indikator} ${zustand}`))).toEqual(new Set(['W01 ersetzt', 'F03 zurückgezogen']));
    expect(town.verlauf.filter(({ indikator }) => indikator === 'W01')).toHaveLength(corrected.length);
  });

  it('start the goals that name them', () => {
    for (const { indikator, ausgangsjahr, ausgangswert } of town.ziele.flatMap(({ wirkungsziele }) => wirkungsziele)) {
      if (indikator !== null) expect(ausgangswert).toBe(werte.find((wert) => wert.indikator === indikator && wert.raum === 'beispielstadt' && wert.auspraegung === null && yearOfZeit(wert.zeit) === ausgangsjahr)?.wert);
    }
  });
});

describe('deliveries', () => {
  it('bring every value with its line; they are named, hashed and labelled as example', () => {
    const codes = new Set(lieferungen.map(({ code }) => code));
    const lines = new Set(werte.map(({ lieferung, zeile }) => `${lieferung}|${zeile}`));
    expect(werte.filter(({ lieferung, zeile }) => !codes.has(lieferung) || zeile === null)).toEqual([]);
    expect(lines.size).toBe(werte.length);
    expect(lieferungen.filter(({ anmerkung, datei, sha256 }) => !anmerkung?.startsWith('Beispieldaten') || !datei.startsWith('beispiel_') || !/^[0-9a-f]{64}$/.test(sha256))).toEqual([]);
    expect(new Set(lieferungen.map(({ sha256 }) => sha256)).size).toBe(lieferungen.length);
    expect(new Set(lieferungen.map(({ quelle }) => quelle)).size).toBeGreaterThanOrEqual(25);
    expect(town.quellen.filter(({ hinweis }) => !/Beispiel/.test(hinweis ?? ''))).toEqual([]);
  });

  it('come after what they speak of and before they are released; a few come late', () => {
    const arrived = new Map(lieferungen.map(({ code, eingegangen_am }) => [code, eingegangen_am]));
    expect(lieferungen.filter(({ eingegangen_am, freigegeben_am }) => freigegeben_am <= eingegangen_am)).toEqual([]);
    expect(werte.filter((wert) => wert.zeit.length !== 7 && (arrived.get(wert.lieferung) ?? '') <= endOfZeit(wert.zeit) && wert.zeichen !== '...').map(({ indikator, zeit }) => `${indikator} ${zeit}`).slice(0, 3)).toEqual([]);
  });
});

describe('the process', () => {
  it('has 100 measures with owner, deputy and a state, in every state that there is', () => {
    expect(town.massnahmen).toHaveLength(100);
    expect(town.massnahmen.filter(({ status, federfuehrung }) => status === null || federfuehrung === null)).toEqual([]);
    expect(new Set(town.massnahmen.map(({ status }) => status)).size).toBe(9);
    expect(town.massnahmen.filter(({ status, wiedervorlage_am }) => (status === 'zurückgestellt') !== (wiedervorlage_am !== null)).map(({ code }) => code)).toEqual([]);
    expect(town.massnahmen.filter(({ status, entfallen_grund }) => (status === 'entfallen') !== (entfallen_grund !== null)).map(({ code }) => code)).toEqual([]);
  });

  it('leaves the hand-written measures as they were written', () => {
    expect(town.massnahmen.find(({ code }) => code === 'VWL-03')).toMatchObject({ status: 'begonnen', beginn_ist: '2024-03-11' });
  });

  it('has about 300 milestones that lie in their order and some that shifted', () => {
    expect(town.meilensteine.length).toBeGreaterThan(270);
    expect(town.meilensteine.length).toBeLessThan(330);
    expect(town.meilensteine.filter(({ status, datum_ist }) => (status === 'erreicht') !== (datum_ist !== null)).map(({ code }) => code)).toEqual([]);
    expect(town.meilensteine.filter(({ datum_ist }) => (datum_ist ?? '') > '2026-06-30')).toEqual([]);
    expect(town.meilensteine.filter(({ status }) => status === 'verschoben').length).toBeGreaterThan(10);
  });

  it('is reported in every round, mostly in time', () => {
    for (const { code } of town.meldezyklen) expect([code, town.statusmeldungen.filter(({ zyklus }) => zyklus === code).length > 5]).toEqual([code, true]);
    const frist = new Map(town.meldezyklen.map(({ code, frist: day }) => [code, day]));
    const late = town.statusmeldungen.filter(({ zyklus, gemeldet_am }) => gemeldet_am > (frist.get(zyklus) ?? ''));
    expect(late.length).toBeGreaterThan(5);
    expect(late.length / town.statusmeldungen.length).toBeLessThan(0.2);
  });
});

describe('the surveys', () => {
  const answersOf = (code: string) => ({ welle: town.wellen.find((welle) => welle.code === code), antworten: town.antworten[code] ?? [] });

  it('the random one: 6,000 invitations, 342 undeliverable, 1,204 answers in seven strata whose weights add up to the adults', () => {
    const { welle, antworten } = answersOf('w2026');
    expect([welle?.einladungen, welle?.unzustellbar, antworten.length, welle?.schichten.length, welle?.fragen.length]).toEqual([6000, 342, 1204, 7, 40]);
    const adults = welle?.schichten.reduce((sum, { grundgesamtheit }) => sum + grundgesamtheit, 0) ?? 0;
    expect(adults).toBeGreaterThan(140_000);
    for (const { code, grundgesamtheit } of welle?.schichten ?? []) {
      const sheets = antworten.filter(({ schicht }) => schicht === code);
      expect(sheets.length).toBeGreaterThan(120);
      expect(Math.abs(sheets.reduce((sum, { gewicht }) => sum + gewicht, 0) - grundgesamtheit)).toBeLessThan(1);
    }
    const rates = werte.filter(({ indikator, raum }) => indikator === 'Z04' && raum !== 'beispielstadt');
    expect([rates.reduce((sum, { zaehler }) => sum + (zaehler ?? 0), 0), rates.reduce((sum, { nenner }) => sum + (nenner ?? 0), 0)]).toEqual([1204, 6000 - 342]);
  });

  it('the random one: 2 to 9 percent leave an item out, a third write something', () => {
    const { welle, antworten } = answersOf('w2026');
    const missing = (frage: string): number => antworten.filter(({ angaben }) => angaben[frage] === undefined).length / antworten.length;
    const asked = welle?.fragen.filter(({ typ, filter }) => typ !== 'offen' && filter === null) ?? [];
    expect(asked.filter(({ code }) => missing(code) < 0.005 || missing(code) > 0.1).map(({ code }) => `${code} ${missing(code)}`)).toEqual([]);
    expect(antworten.filter(({ angaben }) => angaben['f39'] !== undefined).length).toBeGreaterThan(300);
  });

  it('the open one: 987 answers on school grades, best for leisure, worst for family and work', () => {
    const { welle, antworten } = answersOf('w2024');
    const grades = welle?.fragen.filter(({ typ, code }) => typ === 'skala' && code !== 'n01') ?? [];
    const mean = (frage: string): number => {
      const given = antworten.flatMap(({ angaben }) => (angaben[frage] === undefined ? [] : [Number(angaben[frage])]));
      return given.reduce((sum, grade) => sum + grade, 0) / given.length;
    };
    const order = [...grades].sort((a, b) => mean(a.code) - mean(b.code)).map(({ handlungsfeld }) => handlungsfeld);
    expect([antworten.length, order[0], order.at(-1)]).toEqual([987, 'hf4', 'hf2']);
  });

  it('no answer in own words enters a Datenstand', () => {
    const text = serializeDatenstand(takeDatenstand(town, '2026-06-30', () => ''));
    expect([...WUENSCHE, ...LOB].filter((snippet) => snippet.length > 12 && text.includes(JSON.stringify(snippet)))).toEqual([]);
  });
});

describe('the whole town', () => {
  it('has no fault, in its references and outlines', () => {
    expect(checkVerweise(town, new Map())).toEqual([]);
    expect(checkGliederungen(town, new Map())).toEqual([]);
  });

  it('fills every part of the Zielelemente that has rows', () => {
    const parts = computeZielelemente(takeDatenstand(town, '2026-06-30', () => '')).flatMap(({ teile }) => teile);
    expect(parts.filter(({ wert }) => wert === null).map(({ titel }) => titel)).toEqual(['Ideen und Anliegen', 'Vorhaben mit Familien-Check']);
    expect(parts.filter(({ wert }) => wert !== null && (wert < 0 || wert > 100))).toEqual([]);
  });

  it('is the same from the same seed, another from another, and whole from any', async () => {
    const [again, other] = [await growTown(), await growTown('anders')];
    expect(again).toEqual(town);
    expect(other.werte.find(({ indikator }) => indikator === 'D01')?.wert).not.toBe(town.werte.find(({ indikator }) => indikator === 'D01')?.wert);
    expect(checkVerweise(other, new Map())).toEqual([]);
  }, 120_000);
});
