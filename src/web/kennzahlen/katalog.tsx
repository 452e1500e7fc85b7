import { formatDayShort } from '../../base/date.ts';
import { isReleased, type Indikator } from '../../core/kennzahlen/indikator.ts';
import { applyListing, selectRows, writeCsv, type Listing, type Spalte } from '../../document/listing-query.ts';
import { ListingView } from '../../document/listing.tsx';
import { Marke } from '../../document/workplace-parts.tsx';
import { shortOfEinheit } from '../arbeitsplatz/teile.tsx';
import { readUnterlagen, titleOfFeld, visibleIndikatoren, type Unterlagen } from '../arbeitsplatz/unterlagen.ts';
import { staffPage } from '../frame.tsx';
import { readList } from '../listing.ts';
import { linkTo } from '../paths.ts';
import { downloadReply, type Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { ARTEN, describeMonths } from './woerter.ts';

/** Filters of the catalogue, as they stand in its address. */
export const KENNZAHLENFILTER = ['filter.name', 'filter.handlungsfeld', 'filter.art', 'filter.kern', 'filter.status'] as const;

const STATUS = ['Entwurf', 'geprüft', 'freigegeben', 'abgelöst'] as const satisfies readonly Indikator['status'][];

/** The catalogue of indicators: definitions, no values. */
export async function showKatalog(asked: StaffAsked): Promise<Reply> {
  const { indikatoren, spalten, listing } = await readRows(asked);
  if ('kind' in listing) return listing;
  const stadt = asked.town.id;
  return staffPage(asked, {
    title: 'Kennzahlen',
    hilfe: [
      'Der Katalog zeigt, wie jede Kennzahl bestimmt ist: was gezählt wird, woher es kommt und wo ihre Grenzen liegen. Werte stehen in den Berichten.',
      'Alle sehen die freigegebenen Kennzahlen. Entwürfe sehen die Stabsstelle, die sie schreibt, und die Statistikstelle, die sie freigibt.',
      'Ein Klick auf den Kopf einer Spalte sortiert danach. Die CSV-Datei enthält dieselben Zeilen.',
    ],
    inhalt: (
      <ListingView
        id="kennzahlen"
        titel="Kennzahlen"
        spalten={spalten}
        page={applyListing(indikatoren, spalten, listing)}
        listing={listing}
        href={linkTo('kennzahlen', { stadt })}
        csv={linkTo('kennzahlen.csv', { stadt })}
        leer="Noch ist keine Kennzahl freigegeben."
        einzahl="Kennzahl"
        mehrzahl="Kennzahlen"
      />
    ),
  });
}

/** The same rows as a file. */
export async function downloadKatalog(asked: StaffAsked): Promise<Reply> {
  const { indikatoren, spalten, listing } = await readRows(asked);
  if ('kind' in listing) return listing;
  return downloadReply(`kennzahlen-${asked.town.id}.csv`, writeCsv(selectRows(indikatoren, spalten, listing), spalten));
}

async function readRows(asked: StaffAsked): Promise<{ indikatoren: Indikator[]; spalten: Spalte<Indikator>[]; listing: Listing | Reply }> {
  const unterlagen = await readUnterlagen(asked);
  const spalten = [...defining(asked, unterlagen), ...keeping(asked, unterlagen)];
  return { indikatoren: visibleIndikatoren(asked, unterlagen), spalten, listing: readList(asked, spalten) };
}

/** What it is. */
function defining({ town }: StaffAsked, unterlagen: Unterlagen): Spalte<Indikator>[] {
  const felder = ({ handlungsfelder }: Indikator): string => handlungsfelder.map((code) => titleOfFeld(unterlagen, code)).join(', ');
  return [
    { code: 'name', titel: 'Kennzahl', wert: ({ name }) => name, zelle: ({ code, name }) => <a href={linkTo('kennzahl', { stadt: town.id, code })}>{name}</a>, filter: 'text', text: ({ name }) => name },
    { code: 'kuerzel', titel: 'Kürzel', wert: ({ code }) => code, zelle: ({ code }) => code },
    {
      code: 'handlungsfeld',
      titel: 'Handlungsfelder',
      wert: (indikator) => felder(indikator) || null,
      zelle: (indikator) => felder(indikator) || '–',
      filter: unterlagen.handlungsfelder.map(({ code, titel }) => ({ wert: code, text: titel })),
      merkmale: ({ handlungsfelder }) => handlungsfelder,
    },
    { code: 'einheit', titel: 'Einheit', wert: ({ einheit }) => einheit, zelle: ({ einheit }) => einheit },
    { code: 'art', titel: 'Art', wert: ({ art }) => ARTEN[art], zelle: ({ art }) => ARTEN[art], filter: Object.entries(ARTEN).map(([wert, text]) => ({ wert, text })), merkmale: ({ art }) => [art] },
  ];
}

/** Where it comes from, and whether it is in use. */
function keeping({ town, today }: StaffAsked, { quellen }: Unterlagen): Spalte<Indikator>[] {
  const quelle = ({ quelle: code }: Indikator): string => quellen.get(code)?.titel ?? code;
  return [
    { code: 'quelle', titel: 'Quelle', wert: quelle, zelle: quelle },
    { code: 'rhythmus', titel: 'Rhythmus', wert: ({ rhythmus_monate }) => rhythmus_monate, text: ({ rhythmus_monate }) => describeMonths(rhythmus_monate), zelle: ({ rhythmus_monate }) => describeMonths(rhythmus_monate) },
    { code: 'verantwortlich', titel: 'Verantwortlich', wert: ({ verantwortlich }) => verantwortlich && shortOfEinheit(town, verantwortlich), zelle: ({ verantwortlich }) => (verantwortlich === null ? '–' : shortOfEinheit(town, verantwortlich)) },
    { code: 'kern', titel: 'Kernindikator', wert: ({ kernindikator }) => (kernindikator ? 'ja' : 'nein'), zelle: ({ kernindikator }) => (kernindikator ? 'ja' : 'nein'), filter: [{ wert: 'ja', text: 'ja' }, { wert: 'nein', text: 'nein' }] },
    {
      code: 'status',
      titel: 'Status',
      wert: ({ status }) => STATUS.indexOf(status),
      text: ({ status }) => status,
      zelle: (indikator) => (isReleased(indikator, today) ? indikator.status : <Marke ton="hinweis" text={describeHidden(indikator)} />),
      filter: STATUS.map((status) => ({ wert: status, text: status })),
      merkmale: ({ status }) => [status],
    },
  ];
}

function describeHidden({ status, veroeffentlicht_am }: Indikator): string {
  return status === 'freigegeben' && veroeffentlicht_am !== null ? `öffentlich ab ${formatDayShort(veroeffentlicht_am)}` : status;
}
