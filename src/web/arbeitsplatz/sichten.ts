import { formatDayShort } from '../../base/date.ts';
import type { Sammlungsname } from '../../core/bericht/sammlungen.ts';
import type { Aenderungszeile, Sicht } from '../../storage/aenderungen.ts';
import { linkTo } from '../paths.ts';
import type { StaffAsked } from '../route.ts';
import { meldungenOf, visibleIndikatoren, visibleMassnahmen, type Unterlagen } from './unterlagen.ts';

/** What the changes of a collection are called, and whose of its records a person may hear of: all (null), some, or none (undefined). */
interface Sammlungssicht {
  readonly einzahl: string;
  readonly mehrzahl: string;
  readonly codes: (asked: StaffAsked, unterlagen: Unterlagen) => readonly string[] | null | undefined;
}

/** Printed in reports and on public pages as soon as they are there. */
const jede = (): null => null;
/** For whoever works on reports. */
const berichtende = (asked: StaffAsked): null | undefined => (asked.darf('baustein.lesen', null) ? null : undefined);

/** Every collection, those first that people ask for first; a new one has to say here who hears of its changes. */
export const SAMMLUNGSSICHTEN: Readonly<Record<Sammlungsname, Sammlungssicht>> = {
  massnahmen: { einzahl: 'Maßnahme', mehrzahl: 'Maßnahmen', codes: (asked, unterlagen) => (asked.darf('massnahme.lesen', null) ? null : codesOf(visibleMassnahmen(asked, unterlagen))) },
  statusmeldungen: { einzahl: 'Statusmeldung', mehrzahl: 'Statusmeldungen', codes: visibleMeldungen },
  meilensteine: { einzahl: 'Meilenstein', mehrzahl: 'Meilensteine', codes: visibleMeilensteine },
  leitprojekte: { einzahl: 'Leitprojekt', mehrzahl: 'Leitprojekte', codes: jede },
  indikatoren: { einzahl: 'Kennzahl', mehrzahl: 'Kennzahlen', codes: (asked, unterlagen) => (asked.darf('kennzahl.aendern', null) || asked.darf('kennzahl.freigeben', null) ? null : codesOf(visibleIndikatoren(asked, unterlagen))) },
  organisation: { einzahl: 'Organisationseinheit', mehrzahl: 'Organisationseinheiten', codes: (asked) => (asked.darf('organisation.lesen', null) ? null : undefined) },
  handlungsfelder: { einzahl: 'Handlungsfeld', mehrzahl: 'Handlungsfelder', codes: jede },
  ziele: { einzahl: 'Strategisches Ziel', mehrzahl: 'Strategische Ziele', codes: jede },
  zielelemente: { einzahl: 'Zielelement', mehrzahl: 'Zielelemente', codes: jede },
  leitprozess: { einzahl: 'Leitprozess', mehrzahl: 'Leitprozess', codes: jede },
  querschnittsthemen: { einzahl: 'Querschnittsthema', mehrzahl: 'Querschnittsthemen', codes: jede },
  meldezyklen: { einzahl: 'Meldezyklus', mehrzahl: 'Meldezyklen', codes: jede },
  empfehlungen: { einzahl: 'Empfehlung', mehrzahl: 'Empfehlungen', codes: visibleEmpfehlungen },
  beschluesse: { einzahl: 'Beschluss', mehrzahl: 'Beschlüsse', codes: jede },
  gremien: { einzahl: 'Gremium', mehrzahl: 'Gremien', codes: jede },
  sitzungen: { einzahl: 'Sitzung', mehrzahl: 'Sitzungen', codes: jede },
  chronik: { einzahl: 'Ereignis der Chronik', mehrzahl: 'Ereignisse der Chronik', codes: jede },
  wellen: { einzahl: 'Befragungswelle', mehrzahl: 'Befragungswellen', codes: (asked) => (asked.darf('fragebogen.lesen', null) ? null : undefined) },
  gliederungen: { einzahl: 'Gliederung eines Berichts', mehrzahl: 'Gliederungen von Berichten', codes: berichtende },
  texte: { einzahl: 'Text eines Berichts', mehrzahl: 'Texte von Berichten', codes: berichtende },
  seiten: { einzahl: 'Seite der Stadt', mehrzahl: 'Seiten der Stadt', codes: jede },
  lieferungen: { einzahl: 'Lieferung', mehrzahl: 'Lieferungen', codes: (asked) => (asked.darf('werte.lesen', null) ? null : undefined) },
  quellen: { einzahl: 'Quelle', mehrzahl: 'Quellen', codes: jede },
  stadt: { einzahl: 'Angaben zur Stadt', mehrzahl: 'Angaben zur Stadt', codes: jede },
  raumebenen: { einzahl: 'Raumebene', mehrzahl: 'Raumebenen', codes: jede },
  raumeinheiten: { einzahl: 'Raumeinheit', mehrzahl: 'Raumeinheiten', codes: jede },
  zuordnungen: { einzahl: 'Zuordnung von Raumeinheiten', mehrzahl: 'Zuordnungen von Raumeinheiten', codes: jede },
  geometrien: { einzahl: 'Umriss einer Raumebene', mehrzahl: 'Umrisse von Raumebenen', codes: jede },
  bilder: { einzahl: 'Bild', mehrzahl: 'Bilder', codes: jede },
};

function codesOf(list: readonly { readonly code: string }[]): string[] {
  return list.map(({ code }) => code);
}

/** Those of Leitprojekte are public as these are. */
function visibleMeilensteine(asked: StaffAsked, unterlagen: Unterlagen): string[] | null {
  if (asked.darf('massnahme.lesen', null)) return null;
  const owners = new Set([...codesOf(unterlagen.leitprojekte), ...codesOf(visibleMassnahmen(asked, unterlagen))]);
  return codesOf(unterlagen.meilensteine.filter(({ gehoert_zu }) => owners.has(gehoert_zu)));
}

function visibleMeldungen(asked: StaffAsked, unterlagen: Unterlagen): string[] {
  const meldungen = visibleMassnahmen(asked, unterlagen).flatMap(({ code }) => meldungenOf(asked, unterlagen, code));
  return meldungen.map(({ massnahme, zyklus, gemeldet_am }) => `${massnahme}/${zyklus}/${gemeldet_am}`);
}

function visibleEmpfehlungen(asked: StaffAsked, { empfehlungen }: Unterlagen): string[] | null {
  if (asked.darf('empfehlung.lesen', null)) return null;
  return codesOf(empfehlungen.filter(({ adressat }) => asked.darf('empfehlung.lesen', adressat)));
}

/** What storage may tell this person of. */
export function listSichten(asked: StaffAsked, unterlagen: Unterlagen): Sicht[] {
  return (Object.keys(SAMMLUNGSSICHTEN) as Sammlungsname[]).flatMap((sammlung) => {
    const codes = SAMMLUNGSSICHTEN[sammlung].codes(asked, unterlagen);
    return codes === undefined ? [] : [{ sammlung, codes }];
  });
}

/** A record as a line names it. */
export interface Benannt {
  readonly name: string;
  readonly href?: string | undefined;
}

/** `Geändert: Maßnahme`, or `Neu: 12 Maßnahmen` */
export function describeAenderung({ sammlung, art, anzahl }: Aenderungszeile): string {
  const { einzahl, mehrzahl } = SAMMLUNGSSICHTEN[sammlung];
  const words = anzahl === 1 || einzahl === mehrzahl ? einzahl : `${anzahl} ${mehrzahl}`;
  return `${art[0]?.toUpperCase()}${art.slice(1)}: ${words}`;
}

/** Name and page of each record that a line names. What was taken away, or has no name, is named by its code where it stands alone. */
export function nameRecords(asked: StaffAsked, unterlagen: Unterlagen, { sammlung, codes, anzahl }: Aenderungszeile): Benannt[] {
  const named = codes.flatMap((code) => NAMES[sammlung]?.(asked, unterlagen, code) ?? []);
  return named.length === 0 && anzahl === 1 ? codes.filter((code) => code !== '').map((name) => ({ name })) : named;
}

type Namer = (asked: StaffAsked, unterlagen: Unterlagen, code: string) => Benannt | undefined;

const ofMassnahme: Namer = ({ town }, { massnahmen }, code) => {
  const massnahme = massnahmen.find((each) => each.code === code);
  return massnahme && { name: massnahme.titel, href: linkTo('massnahme', { stadt: town.id, code }) };
};

const titled = (listOf: (unterlagen: Unterlagen) => readonly { readonly code: string; readonly titel: string }[]): Namer => (_, unterlagen, code) => {
  const found = listOf(unterlagen).find((each) => each.code === code);
  return found && { name: found.titel };
};

const mapped = (mapOf: (unterlagen: Unterlagen) => ReadonlyMap<string, string>): Namer => (_, unterlagen, code) => {
  const name = mapOf(unterlagen).get(code);
  return name === undefined ? undefined : { name };
};

/** Collections whose records have a name that says more than their code. */
const NAMES: Readonly<Partial<Record<Sammlungsname, Namer>>> = {
  massnahmen: ofMassnahme,
  statusmeldungen: (asked, unterlagen, code) => {
    const [massnahme = '', , tag = ''] = code.split('/');
    const found = ofMassnahme(asked, unterlagen, massnahme);
    return found && { ...found, name: `${found.name} (${formatDayShort(tag)})` };
  },
  meilensteine: (asked, unterlagen, code) => {
    const stein = unterlagen.meilensteine.find((each) => each.code === code);
    return stein && { name: stein.titel, href: ofMassnahme(asked, unterlagen, stein.gehoert_zu)?.href };
  },
  indikatoren: ({ town }, { indikatoren }, code) => {
    const indikator = indikatoren.find((each) => each.code === code);
    return indikator && { name: indikator.name, href: linkTo('kennzahl', { stadt: town.id, code }) };
  },
  organisation: ({ town }, _, code) => {
    const einheit = town.organisation.find((each) => each.code === code);
    return einheit && { name: einheit.name, href: linkTo('organisation.einheit', { stadt: town.id, code }) };
  },
  handlungsfelder: titled(({ handlungsfelder }) => handlungsfelder),
  leitprojekte: titled(({ leitprojekte }) => leitprojekte),
  quellen: (_, { quellen }, code) => {
    const quelle = quellen.get(code);
    return quelle && { name: quelle.titel };
  },
  ziele: mapped(({ ziele }) => ziele),
  raumeinheiten: mapped(({ raeume }) => raeume),
  raumebenen: mapped(({ raumebenen }) => raumebenen),
  gliederungen: mapped(({ berichte }) => berichte),
  empfehlungen: (_, { empfehlungen }, code) => {
    const empfehlung = empfehlungen.find((each) => each.code === code);
    return empfehlung && { name: empfehlung.text };
  },
};
