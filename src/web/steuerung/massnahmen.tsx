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
import { nameOfEinheit, shortOfEinheit } from '../arbeitsplatz/teile.tsx';
import { meldelageOf, readUnterlagen, titleOfFeld, titleOfProjekt, visibleMassnahmen, type Unterlagen } from '../arbeitsplatz/unterlagen.ts';
import { staffPage } from '../frame.tsx';
import { readList } from '../listing.ts';
import { linkTo } from '../paths.ts';
import { downloadReply, type Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { describeFaelligkeit, FaelligkeitMarke } from './faelligkeit.tsx';

/** Filters of the list, as they stand in its address. */
export const MASSNAHMENFILTER = ['filter.titel', 'filter.handlungsfeld', 'filter.leitprojekt', 'filter.federfuehrung', 'filter.status', 'filter.oeffentlich', 'filter.anstehend'] as const;

/** Value of the filter of offices that stands for all those of the own area; no code begins with an underscore. */
export const MEIN_BEREICH = '_mein';
/** Value of the filter of what is pending that stands for anything at all. */
export const ANSTEHEND = '_alles';
const NONE = '_ohne';

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
  const stadt = asked.town.id;
  return staffPage(asked, {
    title: 'Maßnahmen',
    hilfe: [
      'Die Liste zeigt alle veröffentlichten Maßnahmen der Stadt, dazu die noch nicht veröffentlichten, für die Sie zuständig sind oder die Sie lesen dürfen.',
      'Ein Klick auf den Kopf einer Spalte sortiert danach. Was gefiltert und sortiert ist, steht in der Adresse; sie lässt sich als Lesezeichen behalten. Die CSV-Datei enthält dieselben Zeilen.',
      'Maßnahmen kommen mit der Stadtmappe herein; hier werden sie gelesen.',
    ],
    inhalt: (
      <ListingView
        id="massnahmen"
        titel="Maßnahmen"
        spalten={spalten}
        page={applyListing(zeilen, spalten, listing)}
        listing={listing}
        href={linkTo('massnahmen', { stadt })}
        csv={linkTo('massnahmen.csv', { stadt })}
        leer="Noch ist keine Maßnahme veröffentlicht, und es gibt keine, für die Sie zuständig sind."
        einzahl="Maßnahme"
        mehrzahl="Maßnahmen"
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
  const own = eigeneBereiche(asked.who, asked.lage);
  const zeilen = visibleMassnahmen(asked, unterlagen).map((massnahme) => ({
    massnahme,
    faelligkeiten: listFaelligkeiten(massnahme, meldelageOf(unterlagen, massnahme.code), asked.today),
    isOwn: massnahme.federfuehrung !== null && own.includes(massnahme.federfuehrung),
  }));
  const spalten = [...naming(asked, unterlagen), ...leading(asked, zeilen, own.length > 0), ...standing(), ...dating(asked), projectColumn(unterlagen)];
  return { zeilen, spalten, listing: readList(asked, spalten) };
}

const optionsOf = (list: readonly { readonly code: string; readonly titel: string }[]) => list.map(({ code, titel }) => ({ wert: code, text: titel }));

/** What it is. */
function naming({ town }: StaffAsked, unterlagen: Unterlagen): Spalte<Zeile>[] {
  const feld = ({ massnahme }: Zeile): string => titleOfFeld(unterlagen, massnahme.handlungsfeld);
  return [
    { code: 'titel', titel: 'Maßnahme', wert: ({ massnahme }) => massnahme.titel, zelle: ({ massnahme: { code, titel } }) => <a href={linkTo('massnahme', { stadt: town.id, code })}>{titel}</a>, filter: 'text' },
    { code: 'kuerzel', titel: 'Kürzel', wert: ({ massnahme }) => massnahme.code, zelle: ({ massnahme }) => massnahme.code },
    { code: 'handlungsfeld', titel: 'Handlungsfeld', wert: feld, zelle: feld, filter: optionsOf(unterlagen.handlungsfelder), merkmale: ({ massnahme }) => fieldsOf(massnahme) },
  ];
}

/** Whose it is. */
function leading(asked: StaffAsked, zeilen: readonly Zeile[], hasOwn: boolean): Spalte<Zeile>[] {
  return [
    {
      code: 'federfuehrung',
      titel: 'Federführung',
      wert: ({ massnahme }) => nameOfEinheit(asked.town, massnahme.federfuehrung),
      zelle: ({ massnahme }) => shortOfEinheit(asked.town, massnahme.federfuehrung),
      filter: [...(hasOwn ? [{ wert: MEIN_BEREICH, text: 'Nur mein Bereich' }] : []), ...listOffices(asked, zeilen)],
      merkmale: ({ massnahme, isOwn }) => [massnahme.federfuehrung ?? NONE, ...(isOwn ? [MEIN_BEREICH] : [])],
    },
  ];
}

function projectColumn(unterlagen: Unterlagen): Spalte<Zeile> {
  const projekt = ({ massnahme }: Zeile): string => titleOfProjekt(unterlagen, massnahme.leitprojekt);
  return {
    code: 'leitprojekt',
    titel: 'Leitprojekt',
    wert: (zeile) => projekt(zeile) || null,
    zelle: (zeile) => projekt(zeile) || '–',
    filter: [...optionsOf(unterlagen.leitprojekte), { wert: NONE, text: 'ohne Leitprojekt' }],
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
function standing(): Spalte<Zeile>[] {
  return [
    {
      code: 'status',
      titel: 'Status',
      wert: ({ massnahme: { status } }) => (status === null ? null : MASSNAHME_STATUS.indexOf(status)),
      text: ({ massnahme }) => massnahme.status ?? NOT_PUBLIC,
      zelle: ({ massnahme }) => massnahme.status ?? NOT_PUBLIC,
      filter: [...MASSNAHME_STATUS.map((status) => ({ wert: status, text: status })), { wert: NONE, text: NOT_PUBLIC }],
      merkmale: ({ massnahme }) => [massnahme.status ?? NONE],
    },
    {
      code: 'anstehend',
      titel: 'Was ansteht',
      wert: ({ faelligkeiten }) => faelligkeiten.map(({ am }) => am ?? '').sort()[0] ?? null,
      text: ({ faelligkeiten }) => faelligkeiten.map(describeFaelligkeit).join(', '),
      zelle: ({ faelligkeiten }) => (faelligkeiten.length === 0 ? '–' : faelligkeiten.map((faelligkeit): Child => <FaelligkeitMarke faelligkeit={faelligkeit} />)),
      filter: [{ wert: ANSTEHEND, text: 'irgendetwas' }, ...Object.entries(FAELLIGKEITSARTEN).map(([wert, text]) => ({ wert, text }))],
      merkmale: ({ faelligkeiten }) => [...faelligkeiten.map(({ art }) => art), ...(faelligkeiten.length > 0 ? [ANSTEHEND] : [])],
    },
  ];
}

/** When it is, and from when on everybody may read of it. */
function dating({ today }: StaffAsked): Spalte<Zeile>[] {
  const isShown = ({ massnahme }: Zeile): boolean => isPublic(massnahme.veroeffentlicht_am, today);
  const describe = ({ massnahme: { veroeffentlicht_am: am } }: Zeile): string => (am === null ? 'nein' : `ab ${formatDayShort(am)}`);
  return [
    dayColumn('beginn', 'Beginn', ({ massnahme }) => [massnahme.beginn_ist, massnahme.beginn_plan]),
    dayColumn('ende', 'Ende', ({ massnahme }) => [massnahme.ende_ist, massnahme.ende_plan]),
    {
      code: 'oeffentlich',
      titel: 'Öffentlich',
      wert: ({ massnahme }) => massnahme.veroeffentlicht_am,
      text: describe,
      zelle: (zeile) => (isShown(zeile) ? 'ja' : <Marke ton="hinweis" text={describe(zeile)} />),
      filter: [{ wert: 'ja', text: 'ja' }, { wert: 'nein', text: 'noch nicht' }],
      merkmale: (zeile) => [isShown(zeile) ? 'ja' : 'nein'],
    },
  ];
}

/** The day it was, else the day it is planned for. */
function dayColumn(code: string, titel: string, pick: (zeile: Zeile) => readonly [string | null, string | null]): Spalte<Zeile> {
  const dayOf = (zeile: Zeile): string | null => pick(zeile)[0] ?? pick(zeile)[1];
  const print = (zeile: Zeile): string => {
    const day = dayOf(zeile);
    return day === null ? '' : formatDayShort(day);
  };
  return { code, titel, wert: dayOf, text: print, zelle: (zeile) => (pick(zeile)[0] === null && dayOf(zeile) !== null ? `${print(zeile)} (geplant)` : print(zeile) || '–') };
}
