import { formatDay } from '../../base/date.ts';
import { compareGerman } from '../../base/text.ts';
import { FAELLIGKEITSARTEN, listFaelligkeiten, type Faelligkeit, type Faelligkeitsart } from '../../core/steuerung/faelligkeit.ts';
import type { Massnahme } from '../../core/steuerung/massnahme.ts';
import { eigeneBereiche } from '../../core/zugang/pruefung.ts';
import type { Aufgabe } from '../../document/workplace-parts.tsx';
import { linkTo } from '../paths.ts';
import type { StaffAsked } from '../route.ts';
import { markeOf } from '../steuerung/faelligkeit.tsx';
import { ANSTEHEND, MEIN_BEREICH } from '../steuerung/massnahmen.tsx';
import { shortOfEinheit } from '../teile.tsx';
import { arbeitsplatzTexte } from './texte.ts';
import { meldelageOf, visibleMassnahmen, type Unterlagen } from './unterlagen.ts';

/** Tasks of one kind, the most urgent first, and where all of them stand if there are more. */
export interface Gruppe {
  readonly titel: string;
  readonly aufgaben: readonly Aufgabe[];
  readonly mehr?: { readonly href: string; readonly text: string };
}

interface Wartende {
  readonly massnahme: Massnahme;
  readonly faelligkeiten: readonly Faelligkeit[];
}

/** Tasks that a group shows; more is not read in the morning. */
const MOST = 8;

/** The measures of my offices that wait for something, and for who steers the whole town a line for each kind. */
export function listMassnahmenaufgaben(asked: StaffAsked, unterlagen: Unterlagen): Gruppe[] {
  const waiting = visibleMassnahmen(asked, unterlagen)
    .map((massnahme) => ({ massnahme, faelligkeiten: listFaelligkeiten(massnahme, meldelageOf(unterlagen, massnahme.code), asked.today) }))
    .filter(({ faelligkeiten }) => faelligkeiten.length > 0);
  const own = eigeneBereiche(asked.who, asked.lage);
  const mine = waiting.filter(({ massnahme: { federfuehrung } }) => federfuehrung !== null && own.includes(federfuehrung));
  return [...listEigene(asked, mine), ...(asked.darf('massnahme.aendern', null) ? listStadtweite(asked, waiting) : [])];
}

function listEigene(asked: StaffAsked, mine: readonly Wartende[]): Gruppe[] {
  if (mine.length === 0) return [];
  const t = arbeitsplatzTexte(asked.lang).aufgaben;
  const alone = eigeneBereiche({ ...asked.who, vertritt: [] }, asked.lage);
  const aufgaben = sortByUrgency(mine.map((each) => describeWartende(asked, each, !alone.includes(each.massnahme.federfuehrung ?? ''))));
  const href = linkTo('massnahmen', { stadt: asked.town.id }, { 'filter.federfuehrung': MEIN_BEREICH, 'filter.anstehend': ANSTEHEND });
  return [{ titel: t.meinBereich, aufgaben: aufgaben.slice(0, MOST), ...(aufgaben.length > MOST ? { mehr: { href, text: t.alleMeinesBereichs(aufgaben.length) } } : {}) }];
}

/** One line for a measure: its nearest date, and all that is wrong with it. */
function describeWartende({ town, lang }: StaffAsked, { massnahme: { code, titel, federfuehrung }, faelligkeiten }: Wartende, isInstead: boolean): Aufgabe {
  const t = arbeitsplatzTexte(lang).aufgaben;
  const [first, ...others] = sortFaelligkeiten(faelligkeiten);
  return {
    titel,
    href: linkTo('massnahme', { stadt: town.id, code }),
    zu: [code, shortOfEinheit(town, federfuehrung), ...(first?.zyklus ? [t.standMelden(formatDay(first.zyklus.stichtag))] : []), ...others.map((each) => markeOf(each, lang).text), ...(isInstead ? [t.inVertretung] : [])].join(' · '),
    ...(first === undefined ? {} : { marke: markeOf(first, lang), ...(first.am === null || first.art === 'veraltet' ? {} : { faellig: first.am }) }),
  };
}

/** As `listFaelligkeiten` orders them, but a report that is missing comes before that the last one is old. */
function sortFaelligkeiten(faelligkeiten: readonly Faelligkeit[]): Faelligkeit[] {
  return [...faelligkeiten].sort((a, b) => Number(a.art === 'veraltet') - Number(b.art === 'veraltet'));
}

/** What was due first stands first; what has no day stands last. */
export function sortByUrgency(aufgaben: readonly Aufgabe[]): Aufgabe[] {
  return [...aufgaben].sort((a, b) => ((a.faellig ?? '9999') < (b.faellig ?? '9999') ? -1 : (a.faellig ?? '9999') > (b.faellig ?? '9999') ? 1 : compareGerman(a.titel, b.titel)));
}

function listStadtweite({ town, lang }: StaffAsked, waiting: readonly Wartende[]): Gruppe[] {
  const t = arbeitsplatzTexte(lang).aufgaben;
  const aufgaben = (Object.keys(FAELLIGKEITSARTEN) as Faelligkeitsart[]).flatMap((art): Aufgabe[] => {
    const found = waiting.flatMap(({ faelligkeiten }) => faelligkeiten.filter((each) => each.art === art));
    if (found.length === 0) return [];
    const [am] = found.flatMap((each) => (each.am === null || art === 'veraltet' ? [] : [each.am])).sort();
    const zyklus = found[0]?.zyklus;
    return [{ titel: t.stadtweit[art](found.length), href: linkTo('massnahmen', { stadt: town.id }, { 'filter.anstehend': art }), ...(zyklus ? { zu: t.standZum(formatDay(zyklus.stichtag)) } : {}), ...(am === undefined || art === 'ueberfaellig' ? {} : { faellig: am }) }];
  });
  return aufgaben.length === 0 ? [] : [{ titel: t.ganzeStadt, aufgaben }];
}
