import { compareGerman } from '../../base/text.ts';
import { darfKonto, KONTOZUSTAENDE, type Kontozustand } from '../../core/zugang/konto.ts';
import { istWirksam, ROLLEN, VERGEBBAR } from '../../core/zugang/rolle.ts';
import { applyListing, filterKey, selectRows, writeCsv, type Spalte } from '../../document/listing-query.ts';
import { ListingView } from '../../document/listing.tsx';
import { Marke, type Ton } from '../../document/workplace-parts.tsx';
import { staffPage } from '../frame.tsx';
import { readList } from '../listing.ts';
import { linkTo } from '../paths.ts';
import { downloadReply, type Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { formatTime } from '../times.ts';
import { describeRolle, type KontoMitRollen } from './nutzer-lesen.ts';
import { verwaltungTexte } from './texte-verwaltung.ts';

/** Filters of the list. */
export const KONTENFILTER = ['name', 'email', 'zustand', 'rollen', 'faktor'].map(filterKey);

/** Accounts that the person may read; to the Stabsstelle those of the Beirat. */
export async function showKonten(asked: StaffAsked): Promise<Reply> {
  const spalten = columnsOf(asked);
  const listing = readList(asked, spalten);
  if ('kind' in listing) return listing;
  const stadt = asked.town.id;
  const umfang = asked.darf('konto.lesen') ? 'alle' : 'beirat';
  const { konten: t, einladen } = verwaltungTexte(asked.lang);
  return staffPage(asked, {
    title: t.titel,
    hilfe: [t.umfang[umfang], ...t.hilfe],
    inhalt: (
      <>
        {asked.darf('konto.anlegen_beirat') ? (
          <p>
            <a class="kern-btn kern-btn--primary" href={linkTo('nutzer.einladen', { stadt })}>
              <span class="kern-label">{einladen.titel}</span>
            </a>
          </p>
        ) : null}
        <ListingView
          id="konten"
          titel={t.titel}
          spalten={spalten}
          page={applyListing(await readKonten(asked), spalten, listing)}
          listing={listing}
          href={linkTo('nutzer', { stadt })}
          csv={linkTo('nutzer.csv', { stadt })}
          leer={t.leer[umfang]}
          einzahl={t.einzahl}
          mehrzahl={t.mehrzahl}
          lang={asked.lang}
        />
      </>
    ),
  });
}

/** The same list as a file. */
export async function showKontenCsv(asked: StaffAsked): Promise<Reply> {
  const spalten = columnsOf(asked);
  const listing = readList(asked, spalten);
  return 'kind' in listing ? listing : downloadReply('konten.csv', writeCsv(selectRows(await readKonten(asked), spalten, listing), spalten));
}

async function readKonten(asked: StaffAsked): Promise<KontoMitRollen[]> {
  const { house, town } = asked;
  const all = await asked.inTown(async (db) => {
    const rollen = await house.storage.konten.listRollen(db, town.id);
    return (await house.storage.konten.listKonten(db, town.id)).map((konto) => ({ konto, rollen: rollen.get(konto.id) ?? [] }));
  });
  return all.filter(({ rollen }) => darfKonto(asked.who, 'konto.lesen', asked.lage, rollen)).sort((a, b) => compareGerman(a.konto.name, b.konto.name));
}

const TONES: Readonly<Record<Kontozustand, Ton>> = { eingeladen: 'hinweis', aktiv: 'erfolg', gesperrt: 'warnung' };

/** The state as a word in its colour. */
export function markZustand(zustand: Kontozustand) {
  return <Marke ton={TONES[zustand]} text={KONTOZUSTAENDE[zustand].titel} />;
}

/** How the filter says in the address whether there is a second factor; the same in every language. */
const FAKTOR = { da: 'eingerichtet', fehlt: 'nicht eingerichtet' } as const;

function columnsOf(asked: StaffAsked): Spalte<KontoMitRollen>[] {
  const stadt = asked.town.id;
  const { konten: t, faktor } = verwaltungTexte(asked.lang);
  const rollenOf = ({ rollen }: KontoMitRollen): string[] => rollen.map((each) => (istWirksam(each, asked.today) ? describeRolle(asked, each) : `(${describeRolle(asked, each)})`));
  return [
    { code: 'name', titel: t.spalten.name, filter: 'text', wert: ({ konto }) => konto.name, zelle: ({ konto }) => <a href={linkTo('nutzer.konto', { stadt, id: konto.id })}>{konto.name}</a> },
    { code: 'email', titel: t.spalten.email, filter: 'text', wert: ({ konto }) => konto.email, zelle: ({ konto }) => konto.email },
    {
      code: 'zustand',
      titel: t.spalten.zustand,
      filter: (Object.keys(KONTOZUSTAENDE) as Kontozustand[]).map((wert) => ({ wert, text: KONTOZUSTAENDE[wert].titel })),
      wert: ({ konto }) => konto.zustand,
      zelle: ({ konto }) => markZustand(konto.zustand),
    },
    {
      code: 'rollen',
      titel: t.spalten.rollen,
      filter: VERGEBBAR.map((wert) => ({ wert, text: ROLLEN[wert].titel })),
      merkmale: ({ rollen }) => rollen.map(({ rolle }) => rolle),
      wert: (row) => rollenOf(row).join('; ') || null,
      zelle: (row) => rollenOf(row).map((text) => <div>{text}</div>),
    },
    {
      code: 'faktor',
      titel: t.spalten.faktor,
      filter: [
        { wert: FAKTOR.da, text: faktor.da },
        { wert: FAKTOR.fehlt, text: faktor.fehlt },
      ],
      wert: ({ konto }) => (konto.hat_faktor ? FAKTOR.da : FAKTOR.fehlt),
      text: ({ konto }) => (konto.hat_faktor ? faktor.da : faktor.fehlt),
      zelle: ({ konto }) => (konto.hat_faktor ? faktor.da : faktor.fehlt),
    },
    {
      code: 'zuletzt',
      titel: t.spalten.zuletzt,
      wert: ({ konto }) => konto.angemeldet_am?.toISOString() ?? null,
      text: ({ konto }) => (konto.angemeldet_am === null ? '' : formatTime(konto.angemeldet_am)),
      zelle: ({ konto }) => (konto.angemeldet_am === null ? t.nieAngemeldet : formatTime(konto.angemeldet_am)),
    },
  ];
}
