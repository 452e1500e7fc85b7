import type { Rolle } from './rolle.ts';

/** How far a right reaches: over the whole town, or over the own office and everything below it. */
export type Reichweite = 'alle' | 'eigene';

/** What can be done with an object, in the words of the handbook. */
export const ZUGRIFFE = {
  lesen: 'lesen',
  lesen_oeffentlich: 'den veröffentlichten Teil lesen',
  lesen_geschwaerzt: 'geschwärzt lesen',
  lesen_protokoll: 'das Protokoll darüber lesen',
  lesen_beirat: 'lesen, wenn es nur die Rolle Familienbeirat hat',
  anlegen: 'anlegen',
  anlegen_beirat: 'anlegen, nur mit der Rolle Familienbeirat',
  aendern: 'ändern',
  aendern_beirat: 'ändern, wenn es nur die Rolle Familienbeirat hat',
  aendern_daten: 'die Daten darin ändern',
  erfassen: 'vom Papier erfassen',
  loeschen: 'löschen',
  freigeben: 'freigeben',
  freigeben_daten: 'die Daten freigeben',
  freigeben_methode: 'die Methode freigeben',
  freigeben_datenschutz: 'für den Datenschutz freigeben',
  einfrieren: 'einfrieren',
  kommentieren: 'kommentieren',
  vorschlagen: 'vorschlagen',
  abstimmen: 'abstimmen',
  stellungnehmen: 'Stellung nehmen',
  mitzeichnen: 'mitzeichnen',
  schwaerzen: 'schwärzen',
  benutzen: 'benutzen',
  verwalten: 'anhalten und wiederholen',
  beenden: 'beenden',
};
export type Zugriff = keyof typeof ZUGRIFFE;

type NachRolle = Readonly<Partial<Record<Rolle, Reichweite>>>;
type Rechtetafel = Readonly<Record<string, Readonly<Partial<Record<Zugriff, NachRolle>>>>>;

/** What the public may do everybody may, with or without an account. */
const JEDE: NachRolle = { PUB: 'alle', TN: 'alle', BEI: 'alle', INST: 'alle', FA: 'alle', FAL: 'alle', STAB: 'alle', STAT: 'alle', DEZ: 'alle', RAT: 'alle', GB: 'alle', DSB: 'alle', ADM: 'alle' };

/** Everybody who works in the administration; the two Beiräte and the council come from outside. */
const VERWALTUNG: NachRolle = { FA: 'alle', FAL: 'alle', STAB: 'alle', STAT: 'alle', DEZ: 'alle', GB: 'alle', DSB: 'alle', ADM: 'alle' };

/** Everybody with an account. */
const ANGEMELDETE: NachRolle = { ...VERWALTUNG, BEI: 'alle', INST: 'alle', RAT: 'alle' };

/**
 * Who may do what with which object, and how far; what stands in no cell is not allowed. Whoever creates, changes or
 * approves an object may read it as far as that reaches. Offices reach over their own area, all others over the town.
 */
export const RECHTE = {
  veroeffentlichtes: { lesen: JEDE },
  antwortbogen: { anlegen: { TN: 'eigene' }, erfassen: { STAT: 'alle' } },
  adressen: { lesen: { STAT: 'alle' }, anlegen: { STAT: 'alle' }, aendern: { STAT: 'alle' }, loeschen: { STAT: 'alle' }, lesen_protokoll: { DSB: 'alle' } },
  freitext: { lesen: { STAT: 'alle' }, lesen_geschwaerzt: { STAB: 'alle', STAT: 'alle' }, anlegen: { STAT: 'alle' }, schwaerzen: { STAT: 'alle' }, lesen_protokoll: { DSB: 'alle' } },
  kleinzahlen: { lesen: { STAT: 'alle' } },
  fragebogen: {
    lesen: { BEI: 'alle', INST: 'alle', FA: 'alle', STAB: 'alle', STAT: 'alle', DEZ: 'alle', DSB: 'alle' },
    kommentieren: { BEI: 'alle', INST: 'alle', FA: 'alle' },
    anlegen: { STAB: 'alle' },
    aendern: { STAB: 'alle' },
    freigeben_methode: { STAT: 'alle' },
    freigeben_datenschutz: { DSB: 'alle' },
    freigeben: { DEZ: 'alle' },
  },
  kennzahl: { lesen: JEDE, vorschlagen: { FA: 'alle' }, anlegen: { STAB: 'alle' }, aendern: { STAB: 'alle' }, freigeben: { STAT: 'alle' } },
  werte_roh: { lesen: { FA: 'eigene', STAT: 'alle' }, anlegen: { STAT: 'alle' }, aendern: { STAT: 'alle' }, freigeben: { STAT: 'alle' } },
  werte: { lesen: { FA: 'alle', FAL: 'alle', STAB: 'alle', STAT: 'alle', DEZ: 'alle' }, lesen_oeffentlich: JEDE, freigeben: { STAT: 'alle' } },
  massnahme: {
    lesen: { BEI: 'alle', INST: 'alle', FA: 'eigene', FAL: 'eigene', STAB: 'alle', DEZ: 'alle', RAT: 'alle' },
    lesen_oeffentlich: JEDE,
    anlegen: { FA: 'eigene', STAB: 'alle' },
    aendern: { FA: 'eigene', STAB: 'alle' },
    freigeben: { FAL: 'eigene', STAB: 'alle', DEZ: 'alle' },
    abstimmen: { BEI: 'alle' },
  },
  statustext: { lesen: { FA: 'eigene', FAL: 'alle', STAB: 'alle', DEZ: 'alle' }, aendern: { FA: 'eigene', STAB: 'alle' } },
  ampel: { lesen: JEDE, aendern: { FA: 'eigene' }, freigeben: { FAL: 'eigene', STAB: 'alle', DEZ: 'alle' } },
  empfehlung: {
    lesen: { BEI: 'alle', INST: 'alle', FA: 'eigene', FAL: 'eigene', STAB: 'alle', DEZ: 'alle', RAT: 'alle' },
    lesen_oeffentlich: JEDE,
    anlegen: { BEI: 'alle', INST: 'alle' },
    aendern: { STAB: 'alle' },
    stellungnehmen: { FA: 'eigene' },
    freigeben: { FAL: 'eigene' },
  },
  baustein: {
    lesen: { FA: 'eigene', FAL: 'eigene', STAB: 'alle', STAT: 'alle', DEZ: 'alle', GB: 'alle' },
    anlegen: { STAB: 'alle' },
    aendern: { FA: 'eigene', STAB: 'alle' },
    aendern_daten: { STAT: 'alle' },
    freigeben: { FAL: 'eigene', DEZ: 'alle' },
  },
  ausgabe: {
    lesen: { FAL: 'alle', STAB: 'alle', STAT: 'alle', DEZ: 'alle' },
    lesen_oeffentlich: JEDE,
    einfrieren: { STAB: 'alle' },
    freigeben_daten: { STAT: 'alle' },
    freigeben: { DEZ: 'alle' },
  },
  vorlage: {
    lesen: { BEI: 'alle', INST: 'alle', FA: 'eigene', FAL: 'eigene', STAB: 'alle', DEZ: 'alle', RAT: 'alle', GB: 'alle' },
    lesen_oeffentlich: JEDE,
    anlegen: { STAB: 'alle' },
    aendern: { FA: 'eigene', STAB: 'alle', GB: 'alle' },
    mitzeichnen: { FAL: 'eigene' },
    freigeben: { DEZ: 'alle', GB: 'alle' },
  },
  konto: {
    lesen: { DSB: 'alle', ADM: 'alle' },
    anlegen: { ADM: 'alle' },
    aendern: { ADM: 'alle' },
    lesen_beirat: { STAB: 'alle', DSB: 'alle', ADM: 'alle' },
    anlegen_beirat: { STAB: 'alle', ADM: 'alle' },
    aendern_beirat: { STAB: 'alle', ADM: 'alle' },
  },
  anmeldung: { beenden: { ADM: 'alle' } },
  mandant: { aendern: { ADM: 'alle' } },
  protokoll: { lesen: { DSB: 'alle', ADM: 'alle' } },
  auftrag: { lesen: { ADM: 'alle' }, verwalten: { ADM: 'alle' } },
  postausgang: { lesen: { ADM: 'alle' } },
  sicherung: { anlegen: { ADM: 'alle' } },
  organisation: { lesen: VERWALTUNG, aendern: { STAB: 'alle', ADM: 'alle' } },
  arbeitsplatz: { benutzen: ANGEMELDETE },
} satisfies Rechtetafel;

/** Something that rights are about. */
export type Objekt = keyof typeof RECHTE;

/** `massnahme.aendern`: every combination that stands in the table, and no other. */
export type Recht = { [O in Objekt]: `${O}.${keyof (typeof RECHTE)[O] & string}` }[Objekt];

/** Each object in the words of the handbook, and what the letters of the table do not say. */
export const OBJEKTE: Readonly<Record<Objekt, { readonly titel: string; readonly hinweis?: string }>> = {
  veroeffentlichtes: { titel: 'Veröffentlichte Berichte, Daten und Maßnahmen' },
  antwortbogen: { titel: 'Antwortbogen', hinweis: 'Teilnehmende legen genau ihren eigenen an; danach kann niemand ihn einer Person zuordnen.' },
  adressen: { titel: 'Adressen und Zugangscodes', hinweis: 'Geschützter Bereich der Statistikstelle, der Administration verschlossen.' },
  freitext: { titel: 'Freitexte, wie sie geschrieben wurden', hinweis: 'Geschützter Bereich der Statistikstelle; nach außen gehen sie nur geschwärzt.' },
  kleinzahlen: { titel: 'Befragungsergebnisse unter der Mindestzahl', hinweis: 'Geschützter Bereich der Statistikstelle.' },
  fragebogen: { titel: 'Fragebogen' },
  kennzahl: { titel: 'Kennzahl (ihre Definition)', hinweis: 'Lesen heißt: freigegebene Definitionen.' },
  werte_roh: { titel: 'Werte vor der Geheimhaltung', hinweis: 'Geschützter Bereich der Statistikstelle; ein Fachamt sieht, was es selbst geliefert hat.' },
  werte: { titel: 'Freigegebene Werte', hinweis: 'Vor der Veröffentlichung sehen Öffentlichkeit, Beiräte und Rat sie nicht.' },
  massnahme: { titel: 'Maßnahme' },
  statustext: { titel: 'Interner Statustext und Risiko' },
  ampel: { titel: 'Ampel eines Leitprojekts' },
  empfehlung: { titel: 'Empfehlung eines Beirats' },
  baustein: { titel: 'Baustein eines Berichts', hinweis: 'Ein Fachamt ändert, was ihm zugewiesen ist.' },
  ausgabe: { titel: 'Ausgabe eines Berichts', hinweis: 'Lesen heißt: auch vor der Freigabe.' },
  vorlage: { titel: 'Vorlage und Beschluss', hinweis: 'Ein Fachamt ändert seinen Teil.' },
  konto: { titel: 'Konto', hinweis: 'Die Stabsstelle betreut nur Konten, deren einzige Rolle Familienbeirat ist.' },
  anmeldung: { titel: 'Anmeldungen anderer', hinweis: 'Die eigenen Anmeldungen sieht und beendet jede Person selbst.' },
  mandant: { titel: 'Stadt auf dieser Installation' },
  protokoll: { titel: 'Protokoll' },
  auftrag: { titel: 'Aufträge im Hintergrund', hinweis: 'Die eigenen Aufträge sieht jede Person selbst.' },
  postausgang: { titel: 'Postausgang' },
  sicherung: { titel: 'Sicherung' },
  organisation: { titel: 'Organisationseinheiten' },
  arbeitsplatz: { titel: 'Arbeitsplatz' },
};

/** Every right there is, in the order of the table. */
export const ALLE_RECHTE: readonly Recht[] = Object.entries(RECHTE).flatMap(([objekt, zugriffe]) => Object.keys(zugriffe).map((zugriff) => `${objekt}.${zugriff}` as Recht));

/** How far a role has a right; undefined where it does not have it at all. */
export function reichweiteVon(recht: Recht, rolle: Rolle): Reichweite | undefined {
  const [objekt, zugriff] = recht.split('.') as [Objekt, Zugriff];
  const zeilen: Rechtetafel[string] | undefined = RECHTE[objekt];
  return zeilen?.[zugriff]?.[rolle];
}
