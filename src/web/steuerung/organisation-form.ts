import { formatDayShort } from '../../base/date.ts';
import { compareGerman, slugify } from '../../base/text.ts';
import { Organisationseinheit } from '../../core/steuerung/organisation.ts';
import { describeDauer, pruefeEinheit } from '../../core/steuerung/organisationsbaum.ts';
import type { Feld, FeldProblem, Formular, FormReading } from '../../document/form-read.ts';
import type { Lang } from '../../document/texts.ts';
import type { StaffAsked } from '../route.ts';
import { organisationTexte } from './texte-organisation.ts';

/** A record with the number of its revision, which a form gives back so that nobody overwrites unseen what another wrote. */
export interface Stand {
  readonly inhalt: Organisationseinheit;
  readonly revision: number;
}

/** Fields of an office that its form changes, in their order there. */
const FELDER = ['name', 'kurz', 'uebergeordnet', 'gueltig_ab', 'gueltig_bis'] as const;
type Feldname = (typeof FELDER)[number];

/** The form of an office that is there. */
export function changeForm({ town, lang }: StaffAsked, { inhalt, revision }: Stand): Formular {
  return {
    code: `organisation-einheit-${inhalt.code}`,
    knopf: organisationTexte(lang).form.speichern,
    entwurf: true,
    felder: [...fieldsOf(lang, town.organisation.filter(({ code }) => code !== inhalt.code), inhalt), { name: 'revision', art: 'verborgen', beschriftung: '', pflicht: true, hoechstens: 9, vorgabe: String(revision) }],
  };
}

/** The form of a new office. */
export function newForm({ town, lang }: StaffAsked): Formular {
  const { felder, form } = organisationTexte(lang);
  const kuerzel: Feld = { name: 'code', art: 'text', beschriftung: felder.code, hilfe: form.kuerzelHilfe, pflicht: false, hoechstens: 60 };
  const [name, kurz, ...others] = fieldsOf(lang, town.organisation, undefined);
  return { code: 'organisation-neu', knopf: form.anlegen, entwurf: true, felder: [name, kurz, kuerzel, ...others] };
}

function fieldsOf(lang: Lang, choice: StaffAsked['town']['organisation'], einheit: Organisationseinheit | undefined): [Feld, Feld, ...Feld[]] {
  const { felder, form } = organisationTexte(lang);
  const auswahl = choice.map((other) => ({ wert: other.code, text: [other.name, describeDauer(other)].filter((part) => part !== '').join(', ') })).sort((a, b) => compareGerman(a.text, b.text));
  return [
    { name: 'name', art: 'text', beschriftung: felder.name, pflicht: true, vorgabe: einheit?.name },
    { name: 'kurz', art: 'text', beschriftung: felder.kurz, hilfe: form.kurzHilfe, pflicht: true, hoechstens: 60, vorgabe: einheit?.kurz },
    { name: 'uebergeordnet', art: 'auswahl', beschriftung: felder.uebergeordnet, hilfe: form.uebergeordnetHilfe, pflicht: false, auswahl, vorgabe: einheit?.uebergeordnet ?? undefined },
    { name: 'gueltig_ab', art: 'tag', beschriftung: felder.gueltig_ab, hilfe: form.gueltigAbHilfe, pflicht: false, vorgabe: einheit?.gueltig_ab ?? undefined },
    { name: 'gueltig_bis', art: 'tag', beschriftung: felder.gueltig_bis, hilfe: form.gueltigBisHilfe, pflicht: false, vorgabe: einheit?.gueltig_bis ?? undefined },
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
export function judgeNew(lang: Lang, neu: Organisationseinheit, alle: readonly Organisationseinheit[], found: readonly FeldProblem[]): FeldProblem[] {
  const problems = judgeEinheit(neu, alle, [...found, ...judgeCode(lang, neu.code, alle)]);
  return neu.code === '' && found.some(({ feld }) => feld === 'kurz') ? problems.filter(({ feld }) => feld !== 'code') : problems;
}

const NEW_PAGE = 'neu';

function judgeCode(lang: Lang, code: string, alle: readonly Organisationseinheit[]): FeldProblem[] {
  const t = organisationTexte(lang).form;
  if (code === '') return [{ feld: 'code', satz: t.keinKuerzel }];
  if (code === NEW_PAGE) return [{ feld: 'code', satz: t.kuerzelIstSeite(NEW_PAGE) }];
  return alle.some((einheit) => einheit.code === code) ? [takenCode(lang, code)] : [];
}

export function takenCode(lang: Lang, code: string): FeldProblem {
  return { feld: 'code', satz: organisationTexte(lang).form.kuerzelVergeben(code) };
}

/** Names of the fields in which two states of an office differ. */
export function differences(a: Organisationseinheit, b: Organisationseinheit): Feldname[] {
  return FELDER.filter((feld) => a[feld] !== b[feld]);
}

/** A field as it is read. */
export function printFeld({ town, lang }: StaffAsked, einheit: Organisationseinheit, feld: Feldname): string {
  const wert = einheit[feld];
  if (wert === null) return organisationTexte(lang).form.keineAngabe;
  if (feld === 'uebergeordnet') return town.organisation.find(({ code }) => code === wert)?.name ?? wert;
  return feld === 'gueltig_ab' || feld === 'gueltig_bis' ? formatDayShort(wert) : wert;
}
