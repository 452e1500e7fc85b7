import { formatDayShort } from '../../base/date.ts';
import { compareGerman, slugify } from '../../base/text.ts';
import { Organisationseinheit } from '../../core/steuerung/organisation.ts';
import { describeDauer, pruefeEinheit } from '../../core/steuerung/organisationsbaum.ts';
import type { Feld, FeldProblem, Formular, FormReading } from '../../document/form-read.ts';
import type { StaffAsked } from '../route.ts';

/** A record with the number of its revision, which a form gives back so that nobody overwrites unseen what another wrote. */
export interface Stand {
  readonly inhalt: Organisationseinheit;
  readonly revision: number;
}

/** Fields of an office in the order of the form, with their names. */
export const FELDER = { name: 'Name', kurz: 'Kurzbezeichnung', uebergeordnet: 'Übergeordnete Einheit', gueltig_ab: 'Gültig ab', gueltig_bis: 'Gültig bis' } as const;

/** The form of an office that is there. */
export function changeForm({ town }: StaffAsked, { inhalt, revision }: Stand): Formular {
  return {
    code: `organisation-einheit-${inhalt.code}`,
    knopf: 'Speichern',
    entwurf: true,
    felder: [...fieldsOf(town.organisation.filter(({ code }) => code !== inhalt.code), inhalt), { name: 'revision', art: 'verborgen', beschriftung: '', pflicht: true, hoechstens: 9, vorgabe: String(revision) }],
  };
}

/** The form of a new office. */
export function newForm({ town }: StaffAsked): Formular {
  const kuerzel: Feld = { name: 'code', art: 'text', beschriftung: 'Kürzel', hilfe: 'Steht in Adressen und in der Stadtmappe und bleibt für immer. Leer: wird aus der Kurzbezeichnung gebildet.', pflicht: false, hoechstens: 60 };
  const [name, kurz, ...others] = fieldsOf(town.organisation, undefined);
  return { code: 'organisation-neu', knopf: 'Anlegen', entwurf: true, felder: [name, kurz, kuerzel, ...others] };
}

function fieldsOf(choice: StaffAsked['town']['organisation'], einheit: Organisationseinheit | undefined): [Feld, Feld, ...Feld[]] {
  const auswahl = choice.map((other) => ({ wert: other.code, text: [other.name, describeDauer(other)].filter((part) => part !== '').join(', ') })).sort((a, b) => compareGerman(a.text, b.text));
  return [
    { name: 'name', art: 'text', beschriftung: FELDER.name, pflicht: true, vorgabe: einheit?.name },
    { name: 'kurz', art: 'text', beschriftung: FELDER.kurz, hilfe: 'Wie die Einheit im Haus genannt wird; sie steht in Listen.', pflicht: true, hoechstens: 60, vorgabe: einheit?.kurz },
    { name: 'uebergeordnet', art: 'auswahl', beschriftung: FELDER.uebergeordnet, hilfe: 'Ohne Angabe steht die Einheit an der Spitze.', pflicht: false, auswahl, vorgabe: einheit?.uebergeordnet ?? undefined },
    { name: 'gueltig_ab', art: 'tag', beschriftung: FELDER.gueltig_ab, hilfe: 'Erster Tag. Leer: von Anfang an.', pflicht: false, vorgabe: einheit?.gueltig_ab ?? undefined },
    { name: 'gueltig_bis', art: 'tag', beschriftung: FELDER.gueltig_bis, hilfe: 'Letzter Tag, etwa bei einer Zusammenlegung. Danach gelten auch Rollen in dieser Einheit nicht mehr. Leer: ohne Ende.', pflicht: false, vorgabe: einheit?.gueltig_bis ?? undefined },
  ];
}

/** The office that a form describes; a new one without a code is named after what it is called. */
export function readEinheit({ value }: FormReading, code = value['code'] || slugify(value['kurz'] ?? '')): Organisationseinheit {
  const given = (name: string): string | null => value[name] || null;
  return { code, name: value['name'] ?? '', kurz: value['kurz'] ?? '', uebergeordnet: given('uebergeordnet'), gueltig_ab: given('gueltig_ab'), gueltig_bis: given('gueltig_bis') };
}

/** Every fault of an office, at its field; what the form has found already is not told twice. */
export function judgeEinheit(einheit: Organisationseinheit, alle: readonly Organisationseinheit[], found: readonly FeldProblem[]): FeldProblem[] {
  const known = found.map(({ feld }) => feld);
  const schema = Organisationseinheit.safeParse(einheit).error?.issues.map(({ path, message }) => ({ feld: String(path[0]), satz: message })) ?? [];
  return [...found, ...[...schema, ...pruefeEinheit(einheit, alle)].filter(({ feld }) => !known.includes(feld))];
}

/** The same for a new one, with its code; of one that would come from a short name only where that is understood. */
export function judgeNew(neu: Organisationseinheit, alle: readonly Organisationseinheit[], found: readonly FeldProblem[]): FeldProblem[] {
  const problems = judgeEinheit(neu, alle, [...found, ...judgeCode(neu.code, alle)]);
  return neu.code === '' && found.some(({ feld }) => feld === 'kurz') ? problems.filter(({ feld }) => feld !== 'code') : problems;
}

const NEW_PAGE = 'neu';

function judgeCode(code: string, alle: readonly Organisationseinheit[]): FeldProblem[] {
  if (code === '') return [{ feld: 'code', satz: 'Aus der Kurzbezeichnung lässt sich kein Kürzel bilden. Bitte geben Sie eines an.' }];
  if (code === NEW_PAGE) return [{ feld: 'code', satz: 'Das Kürzel „neu“ ist schon die Adresse dieser Seite. Bitte geben Sie ein anderes an.' }];
  return alle.some((einheit) => einheit.code === code) ? [takenCode(code)] : [];
}

export function takenCode(code: string): FeldProblem {
  return { feld: 'code', satz: `Das Kürzel „${code}“ hat schon eine andere Organisationseinheit. Bitte geben Sie ein anderes an.` };
}

/** Names of the fields in which two states of an office differ. */
export function differences(a: Organisationseinheit, b: Organisationseinheit): (keyof typeof FELDER)[] {
  return (Object.keys(FELDER) as (keyof typeof FELDER)[]).filter((feld) => a[feld] !== b[feld]);
}

/** A field as it is read. */
export function printFeld({ town }: StaffAsked, einheit: Organisationseinheit, feld: keyof typeof FELDER): string {
  const wert = einheit[feld];
  if (wert === null) return 'keine Angabe';
  if (feld === 'uebergeordnet') return town.organisation.find(({ code }) => code === wert)?.name ?? wert;
  return feld === 'gueltig_ab' || feld === 'gueltig_bis' ? formatDayShort(wert) : wert;
}
