import { dayNumber, dayOfNumber, formatDayShort, isDay } from '../../base/date.ts';
import { formatNumber } from '../../base/number.ts';
import { AUFBEWAHRUNG, HANDLUNGEN, ZWECK, type Handlung, type Protokolleintrag, type Schwere } from '../../core/zugang/protokoll.ts';
import { applyListing, filterKey, selectRows, writeCsv, type Spalte } from '../../document/listing-query.ts';
import { ListingView } from '../../document/listing.tsx';
import { Kasten, Marke, type Ton } from '../../document/workplace-parts.tsx';
import { Abschnitt } from '../arbeitsplatz/teile.tsx';
import { staffPage } from '../frame.tsx';
import { readList } from '../listing.ts';
import { linkTo } from '../paths.ts';
import { downloadReply, type Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { formatDate, formatTime } from '../times.ts';

/** Filters of the log. */
export const PROTOKOLLFILTER = ['zeit', 'handlung', 'schwere'].map(filterKey);

/** Newest entries that a page and its file can hold. */
const MOST = 5_000;

/** An entry with the names that belong to its ids. */
interface Zeile {
  readonly eintrag: Protokolleintrag;
  readonly am: Date;
  /** ISO day on the clock of the town. */
  readonly tag: string;
  readonly wer: string;
  readonly was: string;
  readonly schwere: Schwere;
  readonly gegenstand: string;
  readonly angaben: string;
}

/** The audit log: what it is for, whether its chain holds, and the entries, the newest first. */
export async function showProtokoll(asked: StaffAsked): Promise<Reply> {
  const { storage } = asked.house;
  const zeilen = await readZeilen(asked);
  const spalten = columnsOf(asked, zeilen).map(onlyByNumber);
  const listing = readList(asked, spalten);
  if ('kind' in listing) return listing;
  const { befunde, eintraege } = await asked.inTown((db) => storage.protokoll.checkProtokoll(db, asked.town.id));
  const stadt = asked.town.id;
  return staffPage(asked, {
    title: 'Protokoll',
    hilfe: [
      'Hier steht, was in dieser Stadt geändert, freigegeben oder vergeblich versucht wurde. Sortiert wird nur nach der Nummer, gefiltert nach Zeit, Handlung und Schwere, nicht nach Personen.',
      '„Befehl“ heißt: Jemand hat auf dem Server einen Befehl benutzt, oder das Programm hat von sich aus gehandelt.',
      `Diese Seite und ihre Datei zeigen höchstens ${formatNumber(MOST)} Einträge. Die ganze Kette prüft auch der Befehl „leitwerk pruefe-protokoll“.`,
    ],
    inhalt: (
      <>
        <p>{ZWECK}</p>
        <p>{AUFBEWAHRUNG}</p>
        <Abschnitt id="kette" titel="Zustand der Kette">
          <Kette befunde={befunde} eintraege={eintraege} />
        </Abschnitt>
        <Abschnitt id="eintraege" titel="Einträge">
          {eintraege > MOST ? <p>{`Gezeigt werden die neuesten ${formatNumber(MOST)} von ${formatNumber(eintraege)} Einträgen.`}</p> : null}
          <ListingView
            id="protokoll"
            titel="Einträge des Protokolls"
            spalten={spalten}
            page={applyListing(zeilen, spalten, listing)}
            listing={listing}
            href={linkTo('protokoll', { stadt })}
            csv={linkTo('protokoll.csv', { stadt })}
            leer="Noch ist nichts eingetragen."
          />
        </Abschnitt>
      </>
    ),
  });
}

/** The same list as a file. */
export async function showProtokollCsv(asked: StaffAsked): Promise<Reply> {
  const zeilen = await readZeilen(asked);
  const spalten = columnsOf(asked, zeilen);
  const listing = readList(asked, spalten.map(onlyByNumber));
  return 'kind' in listing ? listing : downloadReply('protokoll.csv', writeCsv(selectRows(zeilen, spalten, listing), spalten));
}

/** Nobody sorts the log by persons. */
function onlyByNumber(spalte: Spalte<Zeile>): Spalte<Zeile> {
  return spalte.code === 'nr' ? spalte : { ...spalte, nurAnzeige: true };
}

/** Faults named one by one; a broken chain has many more behind the first. */
const MOST_FAULTS = 20;

function Kette({ befunde, eintraege }: { befunde: readonly string[]; eintraege: number }) {
  if (befunde.length === 0) return <Kasten ton="erfolg" titel={eintraege === 1 ? 'Die Kette ist unversehrt: Der eine Eintrag wurde geprüft.' : `Die Kette ist unversehrt: Alle ${formatNumber(eintraege)} Einträge wurden geprüft.`} />;
  return (
    <Kasten ton="fehler" titel="Die Kette ist beschädigt. Bitte lassen Sie den Server und seine Sicherungen prüfen.">
      <ul>
        {befunde.slice(0, MOST_FAULTS).map((befund) => (
          <li>{befund}</li>
        ))}
        {befunde.length > MOST_FAULTS ? <li>{`und ${formatNumber(befunde.length - MOST_FAULTS)} weitere`}</li> : null}
      </ul>
    </Kasten>
  );
}

async function readZeilen({ house, town, inTown }: StaffAsked): Promise<Zeile[]> {
  const { konten, protokoll } = house.storage;
  const [eintraege, namen] = await inTown(async (db) => [await protokoll.listProtokoll(db, town.id, MOST), await konten.readNamen(db, town.id)] as const);
  const orte = new Map(town.organisation.map(({ code, name }) => [code, name]));
  return eintraege.map((eintrag) => {
    const am = new Date(eintrag.am);
    const known = Object.hasOwn(HANDLUNGEN, eintrag.handlung) ? HANDLUNGEN[eintrag.handlung as Handlung] : undefined;
    return {
      eintrag,
      am,
      tag: formatDate(am).split('.').reverse().join('-'),
      wer: describeActor(eintrag, namen),
      was: known?.titel ?? eintrag.handlung,
      schwere: known?.schwere ?? 'wichtig',
      gegenstand: namen.get(eintrag.gegenstand) ?? orte.get(eintrag.gegenstand) ?? eintrag.gegenstand,
      angaben: describeAngaben(JSON.parse(eintrag.angaben), namen),
    };
  });
}

/** Whoever fails to sign in is nobody yet; everything else that nobody did was done by a command or by the program. */
const BEFORE_SIGN_IN: readonly string[] = ['anmeldung.gescheitert', 'anmeldung.gedrosselt', 'einmalzeichen.abgelehnt'] satisfies Handlung[];

function describeActor({ konto, handlung }: Protokolleintrag, namen: ReadonlyMap<string, string>): string {
  if (konto !== null) return namen.get(konto) ?? konto;
  return BEFORE_SIGN_IN.includes(handlung) ? 'nicht angemeldet' : 'Befehl';
}

/** `rolle: FA, bereich: jugend, entzogen: ja` */
function describeAngaben(angaben: unknown, namen: ReadonlyMap<string, string>): string {
  const describe = (wert: unknown): string => {
    if (Array.isArray(wert)) return wert.map(describe).join(' ');
    if (typeof wert === 'boolean') return wert ? 'ja' : 'nein';
    if (typeof wert !== 'string') return JSON.stringify(wert);
    return isDay(wert) ? formatDayShort(wert) : (namen.get(wert) ?? wert);
  };
  const given = Object.entries(angaben as Record<string, unknown>).filter(([, wert]) => wert !== null);
  return given.map(([name, wert]) => `${name.replaceAll('_', ' ')}: ${describe(wert)}`).join(', ');
}

const SCHWERE: Readonly<Record<Schwere, { readonly titel: string; readonly ton: Ton | null }>> = {
  alltag: { titel: 'Alltag', ton: null },
  wichtig: { titel: 'wichtig', ton: 'hinweis' },
  sicherheit: { titel: 'Sicherheit', ton: 'warnung' },
};

/** Days back from today, today included. */
const SPANS = [
  { wert: '1', text: 'heute' },
  { wert: '7', text: 'letzte 7 Tage' },
  { wert: '30', text: 'letzte 30 Tage' },
] as const;

const MONTH = new Intl.DateTimeFormat('de-DE', { timeZone: 'UTC', month: 'long', year: 'numeric' });

function columnsOf({ today }: StaffAsked, zeilen: readonly Zeile[]): Spalte<Zeile>[] {
  const months = [...new Set(zeilen.map(({ tag }) => tag.slice(0, 7)))];
  const since = SPANS.map(({ wert }) => ({ wert, tag: dayOfNumber(dayNumber(today) - Number(wert) + 1) }));
  return [
    {
      code: 'zeit',
      titel: 'Zeit',
      filter: [...SPANS, ...months.map((month) => ({ wert: month, text: MONTH.format(new Date(`${month}-01T00:00:00Z`)) }))],
      merkmale: ({ tag }) => [tag.slice(0, 7), ...since.filter((span) => tag >= span.tag).map(({ wert }) => wert)],
      wert: ({ eintrag }) => eintrag.am,
      text: ({ am }) => formatTime(am),
      zelle: ({ am, eintrag }) => <time datetime={eintrag.am}>{formatTime(am)}</time>,
    },
    { code: 'nr', titel: 'Nr.', numeric: true, wert: ({ eintrag }) => eintrag.nr, zelle: ({ eintrag }) => formatNumber(eintrag.nr) },
    { code: 'wer', titel: 'Wer', wert: ({ wer }) => wer, zelle: ({ wer }) => wer },
    {
      code: 'handlung',
      titel: 'Handlung',
      filter: Object.entries(HANDLUNGEN).map(([wert, { titel }]) => ({ wert, text: titel })),
      merkmale: ({ eintrag }) => [eintrag.handlung],
      wert: ({ was }) => was,
      zelle: ({ was }) => was,
    },
    {
      code: 'schwere',
      titel: 'Schwere',
      filter: Object.entries(SCHWERE).map(([wert, { titel }]) => ({ wert, text: titel })),
      merkmale: ({ schwere }) => [schwere],
      wert: ({ schwere }) => SCHWERE[schwere].titel,
      zelle: ({ schwere }) => markSchwere(schwere),
    },
    { code: 'gegenstand', titel: 'Woran', wert: ({ gegenstand }) => gegenstand, zelle: ({ gegenstand }) => gegenstand },
    { code: 'angaben', titel: 'Angaben', wert: ({ angaben }) => angaben, zelle: ({ angaben }) => angaben },
  ];
}

function markSchwere(schwere: Schwere) {
  const { titel, ton } = SCHWERE[schwere];
  return ton === null ? titel : <Marke ton={ton} text={titel} />;
}
