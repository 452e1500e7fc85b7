import { pageOf, type StructureElement } from './pdf-structure.ts';

/** What `pruefe-pdf` can find. The codes are fixed: scripts and the handbook name them. */
export const FINDING_CODES = {
  verschluesselt: 'die Datei ist verschlüsselt; weiter wird sie nicht geprüft',
  'titel-fehlt': 'kein Titel in den Metadaten',
  'titel-nicht-angezeigt': 'DisplayDocTitle ist nicht gesetzt',
  'sprache-fehlt': 'keine Sprache des Dokuments',
  'sprache-ungueltig': 'eine Sprachangabe, die es so nicht gibt',
  'nicht-getaggt': 'kein Strukturbaum, oder die Datei nennt sich nicht getaggt',
  'lesezeichen-fehlen': 'Überschriften, aber keine Lesezeichen',
  'farbprofil-fehlt': 'kein Farbprofil für PDF/A',
  'xmp-fehlt': 'keine XMP-Metadaten',
  'xmp-fehlerhaft': 'XMP-Metadaten, die kein gültiges XML oder RDF sind',
  'xmp-doppelt': 'eine Angabe der XMP-Metadaten steht zweimal',
  'xmp-schema-fehlt': 'eine Angabe der XMP-Metadaten, die für PDF/A nicht beschrieben ist',
  'pdfa-kennung-fehlt': 'die Datei nennt sich nicht PDF/A',
  'pdfua-kennung-fehlt': 'die Datei nennt sich nicht PDF/UA',
  'struktur-verworren': 'ein Element des Strukturbaums steht an zwei Stellen, oder der Baum ist zu tief',
  'rolle-unbekannt': 'eine Rolle, die weder üblich noch einer üblichen zugeordnet ist',
  'alternativtext-fehlt': 'ein Bild ohne Alternativtext',
  'erste-ueberschrift': 'die erste Überschrift hat nicht die Ebene 1',
  'ueberschrift-uebersprungen': 'eine Ebene der Überschriften fehlt',
  'liste-falsch': 'eine Liste, die nicht aus Punkten besteht, oder ein Punkt ohne Liste',
  'verzeichnis-falsch': 'ein Verzeichnis, das nicht aus Einträgen besteht, oder ein Eintrag ohne Verzeichnis',
  'fussnote-ohne-kennung': 'eine Fußnote ohne ID',
  'kennung-doppelt': 'zwei Elemente mit derselben ID',
  'tabelle-ohne-kopfzellen': 'eine Tabelle ohne Kopfzellen',
  'tabelle-unregelmaessig': 'Zeilen einer Tabelle, die verschieden lang sind',
  'tabelle-falsch': 'Zeilen oder Zellen außerhalb einer Tabelle, oder Fremdes in ihr',
  'kopfzelle-ohne-bereich': 'eine Kopfzelle, die nicht sagt, wofür sie gilt',
  'kopfzelle-unbekannt': 'eine Zelle, die eine Kopfzelle nennt, die es nicht gibt',
  'inhalt-ungetaggt': 'Inhalt, der weder ausgezeichnet noch Schmuck ist',
  'inhalt-verschachtelt': 'Schmuck in ausgezeichnetem Inhalt oder umgekehrt',
  'inhalt-ohne-struktur': 'ausgezeichneter Inhalt, den der Strukturbaum nicht kennt',
  'struktur-ohne-inhalt': 'ein Element des Strukturbaums, dessen Inhalt es nicht gibt oder das schon vergeben ist',
  'elternbaum-falsch': 'ein Elternverzeichnis (ParentTree), das dem Strukturbaum widerspricht',
  'link-ohne-beschreibung': 'ein Link ohne Beschreibung',
  'link-ausserhalb': 'ein Link, der im Strukturbaum nicht in einem Link-Element steht',
  'anmerkung-ohne-struktur': 'eine Anmerkung oder ein Feld, das der Strukturbaum nicht kennt',
  'tab-reihenfolge': 'eine Seite mit Links, deren Reihenfolge für die Tabulatortaste nicht festgelegt ist',
  'schrift-nicht-eingebettet': 'eine Schrift, die nicht in der Datei steht',
  'schrift-ohne-unicode': 'eine Schrift, deren Zeichen sich nicht als Text lesen lassen',
} as const;

export type FindingCode = keyof typeof FINDING_CODES;

export interface Finding {
  readonly code: FindingCode;
  /** Counted from 1; undefined where the whole document is meant. */
  readonly page: number | undefined;
  /** A full German sentence. */
  readonly sentence: string;
}

export function findingAt(element: StructureElement, code: FindingCode, sentence: string): Finding {
  return { code, page: pageOf(element), sentence };
}

/** Order for printing: the whole document first, then by page; two checks of a file print the same list. */
export function compareFindings(a: Finding, b: Finding): number {
  return (a.page ?? 0) - (b.page ?? 0) || compareText(a.code, b.code) || compareText(a.sentence, b.sentence);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
