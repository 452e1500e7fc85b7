import { formatDay } from '../../base/date.ts';
import { compareGerman, countNoun } from '../../base/text.ts';
import { listFaelligkeiten, type Faelligkeit, type Faelligkeitsart } from '../../core/steuerung/faelligkeit.ts';
import type { Massnahme } from '../../core/steuerung/massnahme.ts';
import { eigeneBereiche } from '../../core/zugang/pruefung.ts';
import type { Aufgabe } from '../../document/workplace-parts.tsx';
import { linkTo } from '../paths.ts';
import type { StaffAsked } from '../route.ts';
import { markeOf } from '../steuerung/faelligkeit.tsx';
import { ANSTEHEND, MEIN_BEREICH } from '../steuerung/massnahmen.tsx';
import { shortOfEinheit } from './teile.tsx';
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
  const alone = eigeneBereiche({ ...asked.who, vertritt: [] }, asked.lage);
  const aufgaben = sortByUrgency(mine.map((each) => describeWartende(asked, each, !alone.includes(each.massnahme.federfuehrung ?? ''))));
  const href = linkTo('massnahmen', { stadt: asked.town.id }, { 'filter.federfuehrung': MEIN_BEREICH, 'filter.anstehend': ANSTEHEND });
  return [{ titel: 'Maßnahmen meines Bereichs', aufgaben: aufgaben.slice(0, MOST), ...(aufgaben.length > MOST ? { mehr: { href, text: `Alle ${aufgaben.length} Maßnahmen, bei denen etwas ansteht` } } : {}) }];
}

/** One line for a measure: its nearest date, and all that is wrong with it. */
function describeWartende({ town }: StaffAsked, { massnahme: { code, titel, federfuehrung }, faelligkeiten }: Wartende, isInstead: boolean): Aufgabe {
  const [first, ...others] = sortFaelligkeiten(faelligkeiten);
  return {
    titel,
    href: linkTo('massnahme', { stadt: town.id, code }),
    zu: [code, shortOfEinheit(town, federfuehrung), ...(first?.zyklus ? [`Stand zum ${formatDay(first.zyklus.stichtag)} melden`] : []), ...others.map((each) => markeOf(each).text), ...(isInstead ? ['in Vertretung'] : [])].join(' · '),
    ...(first === undefined ? {} : { marke: markeOf(first), ...(first.am === null || first.art === 'veraltet' ? {} : { faellig: first.am }) }),
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

const STADTWEIT: Readonly<Record<Faelligkeitsart, (count: number) => string>> = {
  ueberfaellig: (count) => `${countNoun(count, 'Maßnahme ist', 'Maßnahmen sind')} nach Plan überfällig`,
  meldung: (count) => `${countNoun(count, 'Statusmeldung fehlt', 'Statusmeldungen fehlen')}`,
  veraltet: (count) => `${countNoun(count, 'Maßnahme ist', 'Maßnahmen sind')} seit zwölf Monaten ohne Meldung`,
  endet: (count) => `${countNoun(count, 'Maßnahme endet', 'Maßnahmen enden')} in den nächsten 30 Tagen`,
  wiedervorlage: (count) => `${countNoun(count, 'zurückgestellte Maßnahme ist', 'zurückgestellte Maßnahmen sind')} wieder vorzulegen`,
};

function listStadtweite({ town }: StaffAsked, waiting: readonly Wartende[]): Gruppe[] {
  const aufgaben = (Object.keys(STADTWEIT) as Faelligkeitsart[]).flatMap((art): Aufgabe[] => {
    const found = waiting.flatMap(({ faelligkeiten }) => faelligkeiten.filter((each) => each.art === art));
    if (found.length === 0) return [];
    const [am] = found.flatMap((each) => (each.am === null || art === 'veraltet' ? [] : [each.am])).sort();
    const zyklus = found[0]?.zyklus;
    return [{ titel: STADTWEIT[art](found.length), href: linkTo('massnahmen', { stadt: town.id }, { 'filter.anstehend': art }), ...(zyklus ? { zu: `Stand zum ${formatDay(zyklus.stichtag)}` } : {}), ...(am === undefined || art === 'ueberfaellig' ? {} : { faellig: am }) }];
  });
  return aufgaben.length === 0 ? [] : [{ titel: 'Maßnahmen der ganzen Stadt', aufgaben }];
}
