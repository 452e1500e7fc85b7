import type { DeliveredFile } from '../../base/delivered.ts';
import { formatProblem, type Problem } from '../../base/problem.ts';
import { readDelivered } from '../../effects/folder.ts';
import { takeDatenstand, type Datenstand } from './datenstand.ts';
import { readStadtmappe, type Fundstellen, type Stadtmappe } from './stadtmappe.ts';

/** The town speaks about the time up to this day. */
export const STICHTAG = '2025-12-31';

/**
 * A whole town folder, small enough to reckon by hand, with at least one entry of every kind of reference.
 * 60 answers: 20 of the young, 40 of the old; question f2 has 25. D02 by Bezirk holds a count of 2 and is withheld.
 * D01 breaks in 2024. Change it with `editJson` or by replacing a path.
 */
export function smallTown(): Record<string, string> {
  return {
    ...Object.fromEntries(Object.entries(RECORDS).map(([path, content]) => [path, json(content)])),
    ...Object.fromEntries(Object.entries(TABLES).map(([path, lines]) => [path, `${lines.join('\n')}\n`])),
    'befragung/w2025.csv': answers(),
    'bilder/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>\n',
  };
}

function json(content: unknown): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** The files as their readers deliver them; throws where one has a fault of form. */
export function deliver(files: Readonly<Record<string, string>>): DeliveredFile[] {
  return Object.entries(files).map(([path, text]) => {
    const result = readDelivered(path, Buffer.from(text));
    if ('problems' in result) throw new Error(result.problems.map(formatProblem).join('\n'));
    return result.file;
  });
}

/** The town that must be right; throws with every fault where it is not. */
export function readSmallTown(files: Readonly<Record<string, string>> = smallTown()): { mappe: Stadtmappe; fundstellen: Fundstellen } {
  const result = readStadtmappe(deliver(files));
  if ('problems' in result) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result;
}

/** The faults of a town that is not right; empty where it is. */
export function faultsOfTown(files: Readonly<Record<string, string>>): Problem[] {
  const result = readStadtmappe(deliver(files));
  return 'problems' in result ? result.problems : [];
}

/** The Datenstand of the small town. */
export function smallStand(files: Readonly<Record<string, string>> = smallTown(), stichtag = STICHTAG): Datenstand {
  return takeDatenstand(readSmallTown(files).mappe, stichtag, (bytes) => Buffer.from(bytes).toString('base64'));
}

/** A town with one JSON file changed in place. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test reaches into any record
export function editJson(files: Readonly<Record<string, string>>, path: string, edit: (content: any) => void): Record<string, string> {
  const content: unknown = JSON.parse(files[path] ?? 'null');
  edit(content);
  return { ...files, [path]: json(content) };
}

function answers(): string {
  const lines = Array.from({ length: 60 }, (_, index) => {
    const nr = index + 1;
    const schicht = nr <= 36 ? 's1' : 's2';
    return [nr, schicht, schicht === 's1' ? '2,5' : '3', nr % 3 === 0 ? 'jung' : 'alt', nr % 4 === 0 ? 'gut' : nr % 4 === 1 ? 'schlecht' : 'mittel', nr <= 25 ? (nr % 2 === 0 ? 'gut' : 'weissnicht') : ''].join(';');
  });
  return `${['nr;schicht;gewicht;alter;f1;f2', ...lines].join('\n')}\n`;
}

const WERTKOPF = 'indikator;version;raum;zeit;auspraegung;basis;wert;zeichen;kennung;zaehler;nenner;lieferung;zeile;revision;anmerkung';

const TABLES: Record<string, string[]> = {
  'lieferungen.csv': [
    'code;titel;stelle;quelle;datei;sha256;eingegangen_am;freigegeben_am;freigegeben_von;anmerkung',
    `L1;Lieferung 2025;Amt Eins;Q1;register.csv;${'a'.repeat(64)};2025-03-01;2025-03-02;Amtsleitung;`,
  ],
  'steuerung/meilensteine.csv': [
    'code;gehoert_zu;titel;datum_plan;datum_prognose;datum_ist;gewicht;status;nachweis;quellen',
    'MS1;lp1;Erster Schritt;2025-03-31;;2025-03-15;3;erreicht;Protokoll;Q1',
    'MS2;lp1;Zweiter Schritt;2025-06-30;;2025-08-01;1;erreicht;;',
    'MS3;lp1;Dritter Schritt;2025-09-30;2026-03-31;;2;verschoben;;',
    'MS4;M1;Eröffnung;2026-05-31;;;1;geplant;;',
  ],
  'steuerung/meldezyklen.csv': ['code;stichtag;frist', 'Z1;2025-06-30;2025-07-15'],
  'steuerung/statusmeldungen.csv': [
    'massnahme;zyklus;gemeldet_am;status;termin;kosten;inhalt;text_oeffentlich;naechste_schritte;gegenmassnahme',
    'M1;Z1;2025-07-10;begonnen;grün;gelb;grün;Läuft.;Weiterbauen;',
  ],
  'raum/raumeinheiten.csv': [
    'code;ebene;name;schluessel;gueltig_ab;gueltig_bis;vorgaenger;kachel_spalte;kachel_zeile',
    'b1;block;Block 1;;;;;0;0',
    'b2;block;Block 2;;;;;;',
    'b3;block;Block 3;;;;b2;;',
    'kleinstadt;stadt;Kleinstadt;;;;;;',
    'nord;bezirk;Nord;;;;;0;0',
    'nrw;land;Nordrhein-Westfalen;;;;;;',
    'sued;bezirk;Süd;;;;;0;1',
  ],
  'raum/zuordnungen.csv': ['von;nach;anteil', 'b1;nord;1', 'b2;sued;0,5', 'b3;sued;1'],
  'werte/D01.csv': [
    WERTKOPF,
    'D01;1;kleinstadt;2022;;;1200;;;;;L1;2;1;',
    'D01;1;kleinstadt;2023;;;1250;;;;;L1;3;2;Zählfehler',
    'D01;2;kleinstadt;2024;;;1310;;;;;L1;4;1;',
    'D01;2;kleinstadt;2025;;;1340;;p;;;L1;5;1;',
    'D01;2;kleinstadt;2025;geschlecht=m;;650;;;;;L1;6;1;',
    'D01;2;kleinstadt;2025;geschlecht=w;;690;;;;;L1;7;1;',
    'D01;2;nord;2025;;;540;;;;;L1;8;1;',
    'D01;2;sued;2025;;;800;;;;;L1;9;1;',
  ],
  'werte/D02.csv': [
    WERTKOPF,
    'D02;1;kleinstadt;2024;;;15,1;;;151;1000;L1;10;1;',
    'D02;1;kleinstadt;2025;;;13,6;;;137;1009;L1;11;1;',
    'D02;1;nord;2025;;;4,7;;;2;43;L1;12;1;',
    'D02;1;nrw;2025;;;19,2;;;;;L1;14;1;',
    'D02;1;sued;2025;;;13,9;;;134;966;L1;13;1;',
  ],
  'werte/verlauf.csv': [`${WERTKOPF};zustand`, 'D01;1;kleinstadt;2023;;;1260;;;;;L1;3;1;;ersetzt'],
};

const para = (...content: unknown[]) => ({ type: 'paragraph', content });
const words = (text: string) => ({ type: 'text', text });

const RECORDS: Record<string, unknown> = {
  'stadt.json': {
    id: 'kleinstadt',
    name: 'Kleinstadt',
    land: 'Nirgendwo',
    beispiel: true,
    hinweis: 'Beispiel: Diese Stadt ist erfunden.',
    farben: { haupt: '#0b5c8a' },
    logo: 'logo',
    kontakt: { stelle: 'Stabsstelle', anschrift: ['Markt 1'], email: 'rathaus@example.org', adresse: 'https://example.org/' },
    startseite: { einleitung: 'Willkommen.', kennzahlen: ['D01'] },
  },
  'quellen.json': [{ code: 'Q1', titel: 'Register', herausgeber: 'Amt Eins', adresse: 'https://example.org/register', schutzklasse: 'offen' }],
  'steuerung/organisation.json': [
    { code: 'amt1', name: 'Amt Eins', kurz: 'A1' },
    { code: 'amt2', name: 'Amt Zwei', kurz: 'A2', uebergeordnet: 'amt1' },
  ],
  'steuerung/leitprozess.json': { titel: 'Leitprozess', kurz: 'Kurz gesagt.', traeger: 'amt1', quellen: ['Q1'] },
  'steuerung/zielelemente.json': [
    { nr: 1, titel: 'Leitprojekte', beschreibung: 'Erstens.', messregel: 'leitprojekte', selbsteinschaetzung: 2, begruendung: 'Geht voran.', quellen: ['Q1'] },
    { nr: 2, titel: 'Monitoring', beschreibung: 'Zweitens.', messregel: 'monitoring' },
    { nr: 3, titel: 'Steuerung', beschreibung: 'Drittens.', messregel: 'steuerung' },
    { nr: 4, titel: 'WIR', beschreibung: 'Viertens.', messregel: 'wir' },
    { nr: 5, titel: 'Querschnitt', beschreibung: 'Fünftens.', messregel: 'querschnitt' },
  ],
  'steuerung/chronik.json': [{ code: 'E1', datum: '2022-11', titel: 'Beginn', quellen: ['Q1'] }],
  'steuerung/handlungsfelder.json': [
    { code: 'hf1', titel: 'Bildung', reihenfolge: 1, bezeichnung: 'amtlich', quellen: ['Q1'] },
    { code: 'hf2', titel: 'Wohnen', reihenfolge: 2, vorgaenger: ['hf1'], bezeichnung: 'Arbeitstitel' },
  ],
  'steuerung/querschnittsthemen.json': [{ code: 'qs1', titel: 'Teilhabe', beschreibung: 'Für alle.', handlungsfelder: ['hf1'], quellen: ['Q1'] }],
  'steuerung/ziele.json': [
    { code: 'z1', handlungsfeld: 'hf1', text: 'Gute Bildung.', wirkungsziele: [{ code: 'wz1', text: 'Weniger Armut', ebene: 'gesellschaft', indikator: 'D02', zielwert: 10, zieljahr: 2030 }], quellen: ['Q1'] },
  ],
  'steuerung/leitprojekte.json': [
    { code: 'lp1', titel: 'Familienhaus', reihenfolge: 1, steckbrief: 'Ein Haus.', verantwortlich: 'amt1', stellvertretung: 'amt2', phase: 'Aufbau', handlungsfelder: ['hf1'], indikatoren: ['D01'], quellen: ['Q1'] },
  ],
  'steuerung/massnahmen.json': [
    {
      code: 'M1', titel: 'Neubau', kurztext: 'Es wird gebaut.', handlungsfeld: 'hf1', weitere_handlungsfelder: ['hf2'], leitprojekt: 'lp1', federfuehrung: 'amt1', stellvertretung: 'amt2', raeume: ['nord'],
      beginn_ist: '2025-01-15', finanzen: [{ jahr: 2025, ansatz: 12000 }], status: 'begonnen', ersatz: 'M2', indikatoren: ['D01'], beitraege: [{ ziel: 'z1', staerke: 2, begruendung: 'Hilft.' }], veroeffentlicht_am: '2025-01-01', quellen: ['Q1'],
    },
    { code: 'M2', titel: 'Planung', kurztext: 'Es wird geplant.', handlungsfeld: 'hf2', federfuehrung: 'amt2', beginn_plan: '2025-06-01', status: 'geplant', veroeffentlicht_am: '2025-01-01' },
  ],
  'gremien/beschluesse.json': [
    {
      code: 'B1', gremium: 'Rat', am: '2025-02-01', text: 'Der Rat beschließt.',
      auftraege: [{ code: 'a1', text: 'Bericht vorlegen', verantwortlich: 'amt1', frist: '2025-10-01', erledigt_am: '2025-09-01' }, { code: 'a2', text: 'Plan vorlegen', frist: '2025-11-01' }],
      quellen: ['Q1'],
    },
  ],
  'beteiligung/gremien.json': [{ code: 'beirat', art: 'Familienbeirat', name: 'Familienbeirat', beschreibung: 'Berät.', quellen: ['Q1'] }],
  'beteiligung/sitzungen.json': [
    { code: 'S1', gremium: 'beirat', termin: '2025-03-10', themen: ['Auftakt'], status: 'gehalten', quellen: ['Q1'] },
    { code: 'S2', gremium: 'beirat', termin: '2025-09-10', status: 'ausgefallen' },
    { code: 'S3', gremium: 'beirat', termin: '2026-03-10', status: 'geplant' },
  ],
  'beteiligung/empfehlungen.json': [
    { code: 'EM1', gremium: 'beirat', text: 'Mehr Bänke', handlungsfeld: 'hf1', adressat: 'amt1', eingegangen_am: '2025-03-10', frist: '2025-06-10', beantwortet_am: '2025-05-01', entscheidung: 'angenommen', massnahmen: ['M1'], quellen: ['Q1'] },
    { code: 'EM2', gremium: 'beirat', text: 'Mehr Bäume', eingegangen_am: '2025-03-10', frist: '2025-06-10' },
    { code: 'EM3', gremium: 'beirat', text: 'Mehr Busse', eingegangen_am: '2025-11-10', frist: '2026-02-10' },
  ],
  'raum/raumebenen.json': [
    { code: 'bezirk', name: 'Bezirk', mehrzahl: 'Bezirke', reihenfolge: 2, art: 'zwischen' },
    { code: 'block', name: 'Block', mehrzahl: 'Blöcke', reihenfolge: 3, art: 'kleinste' },
    { code: 'land', name: 'Land', mehrzahl: 'Länder', reihenfolge: 4, art: 'vergleich' },
    { code: 'stadt', name: 'Stadt', mehrzahl: 'Städte', reihenfolge: 1, art: 'stadt' },
  ],
  'raum/geometrie/bezirk.json': {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { code: 'nord' }, geometry: { type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] } }],
  },
  'kennzahlen/D01.json': {
    name: 'Einwohnerinnen und Einwohner', kurz: 'Einwohner', frage: 'Wie viele leben hier?', handlungsfelder: ['hf1'], einheit: 'Anzahl', nachkommastellen: 0, richtung: 'o', art: 'erhoben', zeitart: 'bestand', bezugszeit: 'Stichtag',
    quelle: 'Q1', rhythmus_monate: 12, liefermonate: 4, verantwortlich: 'amt1', raumebenen: ['bezirk', 'stadt'],
    merkmale: [{ code: 'geschlecht', titel: 'Geschlecht', werte: [{ code: 'm', text: 'männlich' }, { code: 'w', text: 'weiblich' }] }],
    min_zaehler: 3, min_nenner: 3, personenbezogen: true, verfuegbarkeit: 1, qualitaet: 1, lesehilfe: 'So viele.', grenzen: 'Nur Gemeldete.', kernindikator: true, status: 'freigegeben', veroeffentlicht_am: '2025-01-01',
    versionen: [{ version: 1, zaehler: 'Personen', faktor: 1, vergleichbar: 'ja' }, { version: 2, gueltig_ab: '2024', zaehler: 'Personen mit Hauptwohnung', faktor: 1, vergleichbar: 'nein', grund: 'Neue Zählung.' }],
    zielwerte: [{ raum: 'kleinstadt', jahr: 2030, wert: 1500 }], quellen: ['Q1'],
  },
  'kennzahlen/D02.json': {
    name: 'Kinderarmut', kurz: 'Kinderarmut', handlungsfelder: ['hf2'], einheit: '%', nachkommastellen: 1, richtung: '-', art: 'berechnet', zeitart: 'bestand', bezugszeit: 'Stichtag', quelle: 'Q1', rhythmus_monate: 12, liefermonate: 2,
    raumebenen: ['bezirk', 'block', 'stadt'], min_zaehler: 3, min_nenner: 3, personenbezogen: true, kernindikator: false, status: 'freigegeben', veroeffentlicht_am: '2025-01-01',
    versionen: [{ version: 1, zaehler: 'Kinder in Armut', nenner: 'Kinder', faktor: 100, vergleichbar: 'ja' }],
  },
  'befragung/w2023.json': {
    titel: 'Befragung 2023', jahr: 2023, modus: 'offen', repraesentativ: false, grundgesamtheit: 'Familien', methode: 'Online.', antworten: 80, hinweis: 'Nicht repräsentativ.', befunde: [{ text: 'Viele sind zufrieden.', quellen: ['Q1'] }], quellen: ['Q1'],
  },
  'befragung/w2025.json': {
    titel: 'Befragung 2025', jahr: 2025, modus: 'zufall', repraesentativ: true, grundgesamtheit: 'Familien', methode: 'Brief.', feld_von: '2025-04-01', feld_bis: '2025-05-31', einladungen: 320, unzustellbar: 20, antworten: 60, hinweis: 'Nur wenige Antworten.',
    skalen: [
      { code: 'sk', punkte: [{ wert: 'gut', text: 'gut' }, { wert: 'mittel', text: 'mittel' }, { wert: 'schlecht', text: 'schlecht' }, { wert: 'weissnicht', text: 'weiß nicht' }], richtung: 'niedrig', ohne_wertung: ['weissnicht'], gruppen: [{ code: 'obere', text: 'gut oder mittel', werte: ['gut', 'mittel'] }] },
    ],
    fragen: [
      { code: 'f1', text: 'Wie leben Sie hier?', kurz: 'Leben', typ: 'skala', skala: 'sk', handlungsfeld: 'hf1' },
      { code: 'f2', text: 'Wie wohnen Sie?', kurz: 'Wohnen', typ: 'skala', skala: 'sk', handlungsfeld: 'hf2', filter: 'Mieter' },
    ],
    merkmale: [{ code: 'alter', titel: 'Alter', werte: [{ wert: 'jung', text: 'bis 40' }, { wert: 'alt', text: 'über 40' }] }],
    schichten: [{ code: 's1', name: 'Nord', grundgesamtheit: 90 }, { code: 's2', name: 'Süd', grundgesamtheit: 72 }],
    quellen: ['Q1'],
  },
  'berichte/kurz/gliederung.json': {
    titel: 'Kurzbericht', reihe: 'Berichte', herausgeber: 'Kleinstadt', fassung: 'Entwurf', stichtag: STICHTAG, veroeffentlicht_am: '2026-01-15', lizenz: 'CC0',
    kapitel: [
      {
        code: 'zahlen', titel: 'Zahlen', nummeriert: true,
        bausteine: [
          { art: 'text', text: 'einleitung' },
          { art: 'kacheln', indikatoren: ['D01', 'D02'] },
          { art: 'linie', indikator: 'D01' },
          { art: 'balken', indikator: 'D01', merkmal: 'geschlecht' },
          { art: 'balken', indikator: 'D02', ebene: 'bezirk' },
          { art: 'karte', indikator: 'D01', ebene: 'bezirk' },
          { art: 'kennzahlenmatrix' },
          { art: 'likert', welle: 'w2025', fragen: ['f1', 'f2'] },
          { art: 'frage', welle: 'w2025', frage: 'f1', werte: ['gut', 'mittel'], merkmal: 'alter' },
          { art: 'methodenkasten', welle: 'w2025' },
        ],
      },
      { code: 'felder', titel: 'Felder', nummeriert: true, abschnitte: [{ code: 'feld', je: 'handlungsfeld', umbruch: true, bausteine: [{ art: 'zielkasten' }, { art: 'massnahmenliste' }] }] },
    ],
  },
  'berichte/kurz/texte/einleitung.json': {
    titel: 'Einleitung', stand: 'geprüft', sprache: 'standard',
    inhalt: {
      type: 'doc',
      content: [
        para(words('Hier leben '), { type: 'wert', attrs: { indikator: 'D01', raum: 'kleinstadt', form: 'wert' } }, words('. Die Kinderarmut ist '), { type: 'trend', attrs: { indikator: 'D02', raum: 'kleinstadt' } }, { type: 'quelle', attrs: { code: 'Q1' } }, words('.')),
        para({ type: 'anteil', attrs: { welle: 'w2025', frage: 'f1', werte: ['gut', 'mittel'] } }, words(' leben gut; '), { type: 'welle', attrs: { welle: 'w2025', was: 'ruecklauf' } }, words(' antworteten; '), { type: 'anzahl', attrs: { was: 'massnahmen', handlungsfeld: 'hf1', leitprojekt: 'lp1' } }, words(' Maßnahme.')),
      ],
    },
  },
  'seiten/impressum.json': { titel: 'Impressum', stand: '2025', inhalt: { type: 'doc', content: [para(words('Markt 1'), { type: 'fussnote', attrs: { text: 'Rathaus.' } })] } },
  'bilder/bilder.json': [{ code: 'logo', datei: 'logo.svg', alternativtext: 'Logo', quelle: 'Stadt', lizenz: 'CC0' }],
};
