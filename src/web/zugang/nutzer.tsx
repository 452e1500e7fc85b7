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

/** Filters of the list. */
export const KONTENFILTER = ['name', 'email', 'zustand', 'rollen', 'faktor'].map(filterKey);

/** Accounts that the person may read; to the Stabsstelle those of the Beirat. */
export async function showKonten(asked: StaffAsked): Promise<Reply> {
  const spalten = columnsOf(asked);
  const listing = readList(asked, spalten);
  if ('kind' in listing) return listing;
  const stadt = asked.town.id;
  const nurBeirat = !asked.darf('konto.lesen');
  return staffPage(asked, {
    title: 'Konten',
    hilfe: [
      nurBeirat ? 'Hier stehen die Konten, deren einzige Rolle Familienbeirat ist. Alle anderen betreut die Administration.' : 'Hier stehen alle Konten dieser Stadt.',
      'Eine neue Person wird mit ihrer E-Mail-Adresse eingeladen und setzt ihr Kennwort selbst. Wer ausscheidet, wird gesperrt; gelöscht wird ein Konto nicht, weil das Protokoll darauf verweist.',
      'Eine Rolle, die heute nicht gilt, steht in Klammern.',
    ],
    inhalt: (
      <>
        {asked.darf('konto.anlegen_beirat') ? (
          <p>
            <a class="kern-btn kern-btn--primary" href={linkTo('nutzer.einladen', { stadt })}>
              <span class="kern-label">Person einladen</span>
            </a>
          </p>
        ) : null}
        <ListingView
          id="konten"
          titel="Konten"
          spalten={spalten}
          page={applyListing(await readKonten(asked), spalten, listing)}
          listing={listing}
          href={linkTo('nutzer', { stadt })}
          csv={linkTo('nutzer.csv', { stadt })}
          leer={nurBeirat ? 'Noch gibt es kein Konto des Familienbeirats. Laden Sie die erste Person ein.' : 'Noch gibt es kein Konto.'}
          einzahl="Konto"
          mehrzahl="Konten"
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

function columnsOf(asked: StaffAsked): Spalte<KontoMitRollen>[] {
  const stadt = asked.town.id;
  const rollenOf = ({ rollen }: KontoMitRollen): string[] => rollen.map((each) => (istWirksam(each, asked.today) ? describeRolle(asked, each) : `(${describeRolle(asked, each)})`));
  return [
    { code: 'name', titel: 'Name', filter: 'text', wert: ({ konto }) => konto.name, zelle: ({ konto }) => <a href={linkTo('nutzer.konto', { stadt, id: konto.id })}>{konto.name}</a> },
    { code: 'email', titel: 'E-Mail-Adresse', filter: 'text', wert: ({ konto }) => konto.email, zelle: ({ konto }) => konto.email },
    {
      code: 'zustand',
      titel: 'Zustand',
      filter: (Object.keys(KONTOZUSTAENDE) as Kontozustand[]).map((wert) => ({ wert, text: KONTOZUSTAENDE[wert].titel })),
      wert: ({ konto }) => konto.zustand,
      zelle: ({ konto }) => markZustand(konto.zustand),
    },
    {
      code: 'rollen',
      titel: 'Rollen',
      filter: VERGEBBAR.map((wert) => ({ wert, text: ROLLEN[wert].titel })),
      merkmale: ({ rollen }) => rollen.map(({ rolle }) => rolle),
      wert: (row) => rollenOf(row).join('; ') || null,
      zelle: (row) => rollenOf(row).map((text) => <div>{text}</div>),
    },
    {
      code: 'faktor',
      titel: 'Zweiter Faktor',
      filter: ['eingerichtet', 'nicht eingerichtet'].map((wert) => ({ wert, text: wert })),
      wert: ({ konto }) => (konto.hat_faktor ? 'eingerichtet' : 'nicht eingerichtet'),
      zelle: ({ konto }) => (konto.hat_faktor ? 'eingerichtet' : 'nicht eingerichtet'),
    },
    {
      code: 'zuletzt',
      titel: 'Zuletzt angemeldet',
      wert: ({ konto }) => konto.angemeldet_am?.toISOString() ?? null,
      text: ({ konto }) => (konto.angemeldet_am === null ? '' : formatTime(konto.angemeldet_am)),
      zelle: ({ konto }) => (konto.angemeldet_am === null ? 'noch nie' : formatTime(konto.angemeldet_am)),
    },
  ];
}
