import { formatDayShort } from '../../base/date.ts';
import { isReleased, type Indikator } from '../../core/kennzahlen/indikator.ts';
import { applyListing, selectRows, writeCsv, type Listing, type Spalte } from '../../document/listing-query.ts';
import { ListingView } from '../../document/listing.tsx';
import type { Lang } from '../../document/texts.ts';
import { Marke } from '../../document/workplace-parts.tsx';
import { shortOfEinheit } from '../teile.tsx';
import { readUnterlagen, titleOfFeld, visibleIndikatoren, type Unterlagen } from '../arbeitsplatz/unterlagen.ts';
import { staffPage } from '../frame.tsx';
import { readList } from '../listing.ts';
import { linkTo } from '../paths.ts';
import { downloadReply, type Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { kennzahlenTexte } from './texte.ts';

/** Filters of the catalogue, as they stand in its address. */
export const KENNZAHLENFILTER = ['filter.name', 'filter.handlungsfeld', 'filter.art', 'filter.kern', 'filter.status'] as const;

const STATUS = ['Entwurf', 'geprüft', 'freigegeben', 'abgelöst'] as const satisfies readonly Indikator['status'][];

/** The catalogue of indicators: definitions, no values. */
export async function showKatalog(asked: StaffAsked): Promise<Reply> {
  const { indikatoren, spalten, listing } = await readRows(asked);
  if ('kind' in listing) return listing;
  const t = kennzahlenTexte(asked.lang).katalog;
  const stadt = asked.town.id;
  return staffPage(asked, {
    title: t.titel,
    hilfe: t.hilfe,
    inhalt: (
      <ListingView
        id="kennzahlen"
        titel={t.titel}
        spalten={spalten}
        page={applyListing(indikatoren, spalten, listing)}
        listing={listing}
        href={linkTo('kennzahlen', { stadt })}
        csv={linkTo('kennzahlen.csv', { stadt })}
        leer={t.leer}
        einzahl={t.einzahl}
        mehrzahl={t.mehrzahl}
        lang={asked.lang}
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
function defining({ town, lang }: StaffAsked, unterlagen: Unterlagen): Spalte<Indikator>[] {
  const { arten, katalog: { spalten } } = kennzahlenTexte(lang);
  const felder = ({ handlungsfelder }: Indikator): string => handlungsfelder.map((code) => titleOfFeld(unterlagen, code)).join(', ');
  return [
    { code: 'name', titel: spalten.name, wert: ({ name }) => name, zelle: ({ code, name }) => <a href={linkTo('kennzahl', { stadt: town.id, code })}>{name}</a>, filter: 'text', text: ({ name }) => name },
    { code: 'kuerzel', titel: spalten.kuerzel, wert: ({ code }) => code, zelle: ({ code }) => code },
    {
      code: 'handlungsfeld',
      titel: spalten.handlungsfeld,
      wert: (indikator) => felder(indikator) || null,
      zelle: (indikator) => felder(indikator) || '–',
      filter: unterlagen.handlungsfelder.map(({ code, titel }) => ({ wert: code, text: titel })),
      merkmale: ({ handlungsfelder }) => handlungsfelder,
    },
    { code: 'einheit', titel: spalten.einheit, wert: ({ einheit }) => einheit, zelle: ({ einheit }) => einheit },
    { code: 'art', titel: spalten.art, wert: ({ art }) => arten[art], zelle: ({ art }) => arten[art], filter: Object.entries(arten).map(([wert, text]) => ({ wert, text })), merkmale: ({ art }) => [art] },
  ];
}

/** Where it comes from, and whether it is in use. */
function keeping({ town, today, lang }: StaffAsked, { quellen }: Unterlagen): Spalte<Indikator>[] {
  const { rhythmus, kernindikator: kern, katalog: { spalten } } = kennzahlenTexte(lang);
  const quelle = ({ quelle: code }: Indikator): string => quellen.get(code)?.titel ?? code;
  return [
    { code: 'quelle', titel: spalten.quelle, wert: quelle, zelle: quelle },
    { code: 'rhythmus', titel: spalten.rhythmus, wert: ({ rhythmus_monate }) => rhythmus_monate, text: ({ rhythmus_monate }) => rhythmus(rhythmus_monate), zelle: ({ rhythmus_monate }) => rhythmus(rhythmus_monate) },
    { code: 'verantwortlich', titel: spalten.verantwortlich, wert: ({ verantwortlich }) => verantwortlich && shortOfEinheit(town, verantwortlich), zelle: ({ verantwortlich }) => (verantwortlich === null ? '–' : shortOfEinheit(town, verantwortlich)) },
    { code: 'kern', titel: spalten.kern, wert: ({ kernindikator }) => (kernindikator ? kern.ja : kern.nein), zelle: ({ kernindikator }) => (kernindikator ? kern.ja : kern.nein), filter: [{ wert: 'ja', text: kern.ja }, { wert: 'nein', text: kern.nein }], merkmale: ({ kernindikator }) => [kernindikator ? 'ja' : 'nein'] },
    {
      code: 'status',
      titel: spalten.status,
      wert: ({ status }) => STATUS.indexOf(status),
      text: ({ status }) => status,
      zelle: (indikator) => (isReleased(indikator, today) ? indikator.status : <Marke ton="hinweis" text={describeHidden(indikator, lang)} />),
      filter: STATUS.map((status) => ({ wert: status, text: status })),
      merkmale: ({ status }) => [status],
    },
  ];
}

function describeHidden({ status, veroeffentlicht_am }: Indikator, lang: Lang): string {
  return status === 'freigegeben' && veroeffentlicht_am !== null ? kennzahlenTexte(lang).katalog.oeffentlichAb(formatDayShort(veroeffentlicht_am)) : status;
}
