import type { Child } from 'hono/jsx';
import { formatDayShort } from '../../base/date.ts';
import { isPublic } from '../../core/bericht/gliederung.ts';
import { FAELLIGKEITSARTEN, listFaelligkeiten, type Faelligkeit } from '../../core/steuerung/faelligkeit.ts';
import { fieldsOf, MASSNAHME_STATUS, type Massnahme } from '../../core/steuerung/massnahme.ts';
import { eigeneBereiche } from '../../core/zugang/pruefung.ts';
import { applyListing, selectRows, writeCsv, type Listing, type Spalte } from '../../document/listing-query.ts';
import { ListingView } from '../../document/listing.tsx';
import { Marke } from '../../document/workplace-parts.tsx';
import { NOT_PUBLIC } from '../../report/values.ts';
import { nameOfEinheit, shortOfEinheit } from '../teile.tsx';
import { meldelageOf, readUnterlagen, titleOfFeld, titleOfProjekt, visibleMassnahmen, type Unterlagen } from '../arbeitsplatz/unterlagen.ts';
import { staffPage } from '../frame.tsx';
import { readList } from '../listing.ts';
import { linkTo } from '../paths.ts';
import { downloadReply, type Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { describeFaelligkeit, FaelligkeitMarke } from './faelligkeit.tsx';
import { steuerungTexte, type SteuerungTexte } from './texte.ts';

/** Filters of the list, as they stand in its address. */
export const MASSNAHMENFILTER = ['filter.titel', 'filter.handlungsfeld', 'filter.leitprojekt', 'filter.federfuehrung', 'filter.status', 'filter.oeffentlich', 'filter.anstehend'] as const;

/** Value of the filter of offices that stands for all those of the own area; no code begins with an underscore. */
export const MEIN_BEREICH = '_mein';
/** Value of the filter of what is pending that stands for anything at all. */
export const ANSTEHEND = '_alles';
const NONE = '_ohne';

type Worte = SteuerungTexte['massnahmen'];

/** A measure as the list shows it. */
interface Zeile {
  readonly massnahme: Massnahme;
  readonly faelligkeiten: readonly Faelligkeit[];
  readonly isOwn: boolean;
}

/** The measures that one may see. */
export async function showMassnahmen(asked: StaffAsked): Promise<Reply> {
  const { zeilen, spalten, listing } = await readRows(asked);
  if ('kind' in listing) return listing;
  const t = steuerungTexte(asked.lang).massnahmen;
  const stadt = asked.town.id;
  return staffPage(asked, {
    title: t.titel,
    hilfe: t.hilfe,
    inhalt: (
      <ListingView
        id="massnahmen"
        titel={t.titel}
        spalten={spalten}
        page={applyListing(zeilen, spalten, listing)}
        listing={listing}
        href={linkTo('massnahmen', { stadt })}
        csv={linkTo('massnahmen.csv', { stadt })}
        leer={t.leer}
        einzahl={t.einzahl}
        mehrzahl={t.mehrzahl}
        lang={asked.lang}
      />
    ),
  });
}

/** The same rows as a file. */
export async function downloadMassnahmen(asked: StaffAsked): Promise<Reply> {
  const { zeilen, spalten, listing } = await readRows(asked);
  if ('kind' in listing) return listing;
  return downloadReply(`massnahmen-${asked.town.id}.csv`, writeCsv(selectRows(zeilen, spalten, listing), spalten));
}

async function readRows(asked: StaffAsked): Promise<{ zeilen: Zeile[]; spalten: Spalte<Zeile>[]; listing: Listing | Reply }> {
  const unterlagen = await readUnterlagen(asked);
  const t = steuerungTexte(asked.lang).massnahmen;
  const own = eigeneBereiche(asked.who, asked.lage);
  const zeilen = visibleMassnahmen(asked, unterlagen).map((massnahme) => ({
    massnahme,
    faelligkeiten: listFaelligkeiten(massnahme, meldelageOf(unterlagen, massnahme.code), asked.today),
    isOwn: massnahme.federfuehrung !== null && own.includes(massnahme.federfuehrung),
  }));
  const spalten = [...naming(asked, unterlagen, t), ...leading(asked, zeilen, own.length > 0, t), ...standing(asked, t), ...dating(asked, t), projectColumn(unterlagen, t)];
  return { zeilen, spalten, listing: readList(asked, spalten) };
}

const optionsOf = (list: readonly { readonly code: string; readonly titel: string }[]) => list.map(({ code, titel }) => ({ wert: code, text: titel }));

/** What it is. */
function naming({ town }: StaffAsked, unterlagen: Unterlagen, { spalten }: Worte): Spalte<Zeile>[] {
  const feld = ({ massnahme }: Zeile): string => titleOfFeld(unterlagen, massnahme.handlungsfeld);
  return [
    { code: 'titel', titel: spalten.titel, wert: ({ massnahme }) => massnahme.titel, zelle: ({ massnahme: { code, titel } }) => <a href={linkTo('massnahme', { stadt: town.id, code })}>{titel}</a>, filter: 'text' },
    { code: 'kuerzel', titel: spalten.kuerzel, wert: ({ massnahme }) => massnahme.code, zelle: ({ massnahme }) => massnahme.code },
    { code: 'handlungsfeld', titel: spalten.handlungsfeld, wert: feld, zelle: feld, filter: optionsOf(unterlagen.handlungsfelder), merkmale: ({ massnahme }) => fieldsOf(massnahme) },
  ];
}

/** Whose it is. */
function leading(asked: StaffAsked, zeilen: readonly Zeile[], hasOwn: boolean, { spalten, filter }: Worte): Spalte<Zeile>[] {
  return [
    {
      code: 'federfuehrung',
      titel: spalten.federfuehrung,
      wert: ({ massnahme }) => nameOfEinheit(asked.town, massnahme.federfuehrung),
      zelle: ({ massnahme }) => shortOfEinheit(asked.town, massnahme.federfuehrung),
      filter: [...(hasOwn ? [{ wert: MEIN_BEREICH, text: filter.meinBereich }] : []), ...listOffices(asked, zeilen)],
      merkmale: ({ massnahme, isOwn }) => [massnahme.federfuehrung ?? NONE, ...(isOwn ? [MEIN_BEREICH] : [])],
    },
  ];
}

function projectColumn(unterlagen: Unterlagen, { spalten, filter }: Worte): Spalte<Zeile> {
  const projekt = ({ massnahme }: Zeile): string => titleOfProjekt(unterlagen, massnahme.leitprojekt);
  return {
    code: 'leitprojekt',
    titel: spalten.leitprojekt,
    wert: (zeile) => projekt(zeile) || null,
    zelle: (zeile) => projekt(zeile) || '–',
    filter: [...optionsOf(unterlagen.leitprojekte), { wert: NONE, text: filter.ohneLeitprojekt }],
    merkmale: ({ massnahme }) => [massnahme.leitprojekt ?? NONE],
  };
}

/** Offices that lead a measure of this list; the others too for who may read the organisation. */
function listOffices({ town, darf }: StaffAsked, zeilen: readonly Zeile[]): { wert: string; text: string }[] {
  const leading = new Set(zeilen.map(({ massnahme }) => massnahme.federfuehrung));
  const shown = town.organisation.filter(({ code }) => leading.has(code) || darf('organisation.lesen', null));
  return [...shown.map(({ code, name }) => ({ wert: code, text: name })), ...(leading.has(null) ? [{ wert: NONE, text: NOT_PUBLIC }] : [])];
}

/** How it stands, and what it waits for. */
function standing({ lang }: StaffAsked, { spalten, filter }: Worte): Spalte<Zeile>[] {
  return [
    {
      code: 'status',
      titel: spalten.status,
      wert: ({ massnahme: { status } }) => (status === null ? null : MASSNAHME_STATUS.indexOf(status)),
      text: ({ massnahme }) => massnahme.status ?? NOT_PUBLIC,
      zelle: ({ massnahme }) => massnahme.status ?? NOT_PUBLIC,
      filter: [...MASSNAHME_STATUS.map((status) => ({ wert: status, text: status })), { wert: NONE, text: NOT_PUBLIC }],
      merkmale: ({ massnahme }) => [massnahme.status ?? NONE],
    },
    {
      code: 'anstehend',
      titel: spalten.anstehend,
      wert: ({ faelligkeiten }) => faelligkeiten.map(({ am }) => am ?? '').sort()[0] ?? null,
      text: ({ faelligkeiten }) => faelligkeiten.map((faelligkeit) => describeFaelligkeit(faelligkeit, lang)).join(', '),
      zelle: ({ faelligkeiten }) => (faelligkeiten.length === 0 ? '–' : faelligkeiten.map((faelligkeit): Child => <FaelligkeitMarke faelligkeit={faelligkeit} lang={lang} />)),
      filter: [{ wert: ANSTEHEND, text: filter.irgendetwas }, ...Object.entries(FAELLIGKEITSARTEN).map(([wert, text]) => ({ wert, text }))],
      merkmale: ({ faelligkeiten }) => [...faelligkeiten.map(({ art }) => art), ...(faelligkeiten.length > 0 ? [ANSTEHEND] : [])],
    },
  ];
}

/** When it is, and from when on everybody may read of it. */
function dating({ today }: StaffAsked, t: Worte): Spalte<Zeile>[] {
  const isShown = ({ massnahme }: Zeile): boolean => isPublic(massnahme.veroeffentlicht_am, today);
  const describe = ({ massnahme: { veroeffentlicht_am: am } }: Zeile): string => (am === null ? t.nichtOeffentlich : t.oeffentlichAb(formatDayShort(am)));
  return [
    dayColumn('beginn', t, ({ massnahme }) => [massnahme.beginn_ist, massnahme.beginn_plan]),
    dayColumn('ende', t, ({ massnahme }) => [massnahme.ende_ist, massnahme.ende_plan]),
    {
      code: 'oeffentlich',
      titel: t.spalten.oeffentlich,
      wert: ({ massnahme }) => massnahme.veroeffentlicht_am,
      text: describe,
      zelle: (zeile) => (isShown(zeile) ? t.oeffentlich : <Marke ton="hinweis" text={describe(zeile)} />),
      filter: [{ wert: 'ja', text: t.filter.oeffentlich }, { wert: 'nein', text: t.filter.nochNicht }],
      merkmale: (zeile) => [isShown(zeile) ? 'ja' : 'nein'],
    },
  ];
}

/** The day it was, else the day it is planned for. */
function dayColumn(code: 'beginn' | 'ende', t: Worte, pick: (zeile: Zeile) => readonly [string | null, string | null]): Spalte<Zeile> {
  const dayOf = (zeile: Zeile): string | null => pick(zeile)[0] ?? pick(zeile)[1];
  const print = (zeile: Zeile): string => {
    const day = dayOf(zeile);
    return day === null ? '' : formatDayShort(day);
  };
  return { code, titel: t.spalten[code], wert: dayOf, text: print, zelle: (zeile) => (pick(zeile)[0] === null && dayOf(zeile) !== null ? t.geplant(print(zeile)) : print(zeile) || '–') };
}
