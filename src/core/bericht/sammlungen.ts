import type { z } from 'zod';
import { Welle } from '../befragung/welle.ts';
import { Empfehlung, Gremium, Sitzung } from '../beteiligung/beirat.ts';
import { Beschluss } from '../gremien/beschluss.ts';
import { Indikator } from '../kennzahlen/indikator.ts';
import { Lieferung, Quelle } from '../kennzahlen/quelle.ts';
import { Geometrie, Raumebene, Raumeinheit, Zuordnung } from '../kennzahlen/raum.ts';
import { Handlungsfeld } from '../steuerung/handlungsfeld.ts';
import { Leitprojekt } from '../steuerung/leitprojekt.ts';
import { Ereignis, Leitprozess, Querschnittsthema, Zielelement } from '../steuerung/leitprozess.ts';
import { Massnahme } from '../steuerung/massnahme.ts';
import { Meilenstein } from '../steuerung/meilenstein.ts';
import { Meldezyklus, Statusmeldung } from '../steuerung/meldung.ts';
import { Organisationseinheit } from '../steuerung/organisation.ts';
import { StrategischesZiel } from '../steuerung/ziel.ts';
import { Seite, Text } from './fliesstext.ts';
import { Gliederung } from './gliederung.ts';
import { Bild, Stadt } from './stadt.ts';

/**
 * How a collection lies in a town folder:
 * `datei` one JSON file with one record · `liste` one JSON file with a list · `ordner` one JSON file a record, its
 * code taken from the stars of the path · `tabelle` one CSV file with one line a record.
 */
export type Ablage = 'datei' | 'liste' | 'ordner' | 'tabelle';

/** How a cell of a CSV file is understood. An empty cell is always "nothing". */
export type Spaltenart = 'text' | 'zahl' | 'liste';

export interface Sammlung<A extends Ablage = Ablage, S extends z.ZodType = z.ZodType> {
  readonly ablage: A;
  readonly pfad: string;
  readonly schema: S;
  /** Name of a record inside its collection. */
  readonly codeOf: (record: z.output<S>) => string;
  readonly spalten?: Readonly<Record<string, Spaltenart>>;
}

function datei<S extends z.ZodType>(pfad: string, schema: S): Sammlung<'datei', S> {
  return { ablage: 'datei', pfad, schema, codeOf: () => '' };
}

function liste<S extends z.ZodType>(pfad: string, schema: S, codeOf: (record: z.output<S>) => string): Sammlung<'liste', S> {
  return { ablage: 'liste', pfad, schema, codeOf };
}

function ordner<S extends z.ZodType<{ code: string }>>(pfad: string, schema: S): Sammlung<'ordner', S> {
  return { ablage: 'ordner', pfad, schema, codeOf: (record) => record.code };
}

function tabelle<S extends z.ZodType>(pfad: string, schema: S, spalten: Record<string, Spaltenart>, codeOf: (record: z.output<S>) => string): Sammlung<'tabelle', S> {
  return { ablage: 'tabelle', pfad, schema, spalten, codeOf };
}

const byCode = (record: { code: string }): string => record.code;

/** Everything a town owns, but for values, answers and pictures. A new kind of record is a schema and one row here. */
export const SAMMLUNGEN = {
  stadt: datei('stadt.json', Stadt),
  quellen: liste('quellen.json', Quelle, byCode),
  lieferungen: tabelle(
    'lieferungen.csv',
    Lieferung,
    { code: 'text', titel: 'text', stelle: 'text', quelle: 'text', datei: 'text', sha256: 'text', eingegangen_am: 'text', freigegeben_am: 'text', freigegeben_von: 'text', anmerkung: 'text' },
    byCode,
  ),
  organisation: liste('steuerung/organisation.json', Organisationseinheit, byCode),
  leitprozess: datei('steuerung/leitprozess.json', Leitprozess),
  zielelemente: liste('steuerung/zielelemente.json', Zielelement, (element) => String(element.nr)),
  chronik: liste('steuerung/chronik.json', Ereignis, byCode),
  handlungsfelder: liste('steuerung/handlungsfelder.json', Handlungsfeld, byCode),
  querschnittsthemen: liste('steuerung/querschnittsthemen.json', Querschnittsthema, byCode),
  ziele: liste('steuerung/ziele.json', StrategischesZiel, byCode),
  leitprojekte: liste('steuerung/leitprojekte.json', Leitprojekt, byCode),
  massnahmen: liste('steuerung/massnahmen.json', Massnahme, byCode),
  meilensteine: tabelle(
    'steuerung/meilensteine.csv',
    Meilenstein,
    { code: 'text', gehoert_zu: 'text', titel: 'text', datum_plan: 'text', datum_prognose: 'text', datum_ist: 'text', gewicht: 'zahl', status: 'text', nachweis: 'text', quellen: 'liste' },
    byCode,
  ),
  meldezyklen: tabelle('steuerung/meldezyklen.csv', Meldezyklus, { code: 'text', stichtag: 'text', frist: 'text' }, byCode),
  statusmeldungen: tabelle(
    'steuerung/statusmeldungen.csv',
    Statusmeldung,
    { massnahme: 'text', zyklus: 'text', gemeldet_am: 'text', status: 'text', termin: 'text', kosten: 'text', inhalt: 'text', text_oeffentlich: 'text', naechste_schritte: 'text', gegenmassnahme: 'text' },
    (meldung) => `${meldung.massnahme}/${meldung.zyklus}/${meldung.gemeldet_am}`,
  ),
  beschluesse: liste('gremien/beschluesse.json', Beschluss, byCode),
  gremien: liste('beteiligung/gremien.json', Gremium, byCode),
  sitzungen: liste('beteiligung/sitzungen.json', Sitzung, byCode),
  empfehlungen: liste('beteiligung/empfehlungen.json', Empfehlung, byCode),
  raumebenen: liste('raum/raumebenen.json', Raumebene, byCode),
  raumeinheiten: tabelle(
    'raum/raumeinheiten.csv',
    Raumeinheit,
    { code: 'text', ebene: 'text', name: 'text', schluessel: 'text', gueltig_ab: 'text', gueltig_bis: 'text', vorgaenger: 'liste', kachel_spalte: 'zahl', kachel_zeile: 'zahl' },
    byCode,
  ),
  zuordnungen: tabelle('raum/zuordnungen.csv', Zuordnung, { von: 'text', nach: 'text', anteil: 'zahl' }, (zuordnung) => `${zuordnung.von}/${zuordnung.nach}`),
  geometrien: ordner('raum/geometrie/*.json', Geometrie),
  indikatoren: ordner('kennzahlen/*.json', Indikator),
  wellen: ordner('befragung/*.json', Welle),
  gliederungen: ordner('berichte/*/gliederung.json', Gliederung),
  texte: ordner('berichte/*/texte/*.json', Text),
  seiten: ordner('seiten/*.json', Seite),
  bilder: liste('bilder/bilder.json', Bild, byCode),
} satisfies Record<string, { ablage: Ablage; pfad: string }>;

export type Sammlungsname = keyof typeof SAMMLUNGEN;
export const SAMMLUNGSNAMEN = Object.keys(SAMMLUNGEN) as Sammlungsname[];

/** The records of all collections: one where there is one file with one record, else a list sorted by code. */
export type Bestaende = {
  [K in Sammlungsname]: (typeof SAMMLUNGEN)[K]['ablage'] extends 'datei' ? z.output<(typeof SAMMLUNGEN)[K]['schema']> : z.output<(typeof SAMMLUNGEN)[K]['schema']>[];
};

/** The same row seen without its exact types, for code that treats all collections alike. */
export function sammlungOf(name: Sammlungsname): Sammlung<Ablage, z.ZodType> {
  return SAMMLUNGEN[name] as unknown as Sammlung<Ablage, z.ZodType>;
}

/** Columns of the files of values; `verlauf.csv` has `zustand` besides. */
export const WERTSPALTEN: Readonly<Record<string, Spaltenart>> = {
  indikator: 'text',
  version: 'zahl',
  raum: 'text',
  zeit: 'text',
  auspraegung: 'text',
  basis: 'text',
  wert: 'zahl',
  zeichen: 'text',
  kennung: 'text',
  zaehler: 'zahl',
  nenner: 'zahl',
  lieferung: 'text',
  zeile: 'zahl',
  revision: 'zahl',
  anmerkung: 'text',
};
