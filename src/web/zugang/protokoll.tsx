import { dayNumber, dayOfNumber, formatDayShort, isDay } from '../../base/date.ts';
import { formatNumber } from '../../base/number.ts';
import { AUFBEWAHRUNG, HANDLUNGEN, ZWECK, type Handlung, type Protokolleintrag, type Schwere } from '../../core/zugang/protokoll.ts';
import { applyListing, filterKey, selectRows, writeCsv, type Spalte } from '../../document/listing-query.ts';
import { ListingView } from '../../document/listing.tsx';
import type { Lang } from '../../document/texts.ts';
import { Kasten, Marke, type Ton } from '../../document/workplace-parts.tsx';
import { Abschnitt } from '../teile.tsx';
import { staffPage } from '../frame.tsx';
import { readList } from '../listing.ts';
import { linkTo } from '../paths.ts';
import { downloadReply, type Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { formatDate, formatTime } from '../times.ts';
import { verwaltungTexte } from './texte-verwaltung.ts';

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
  if (befunde.length > 0) asked.house.log.event('protokoll.beschaedigt', { stadt, befunde: befunde.length });
  const t = verwaltungTexte(asked.lang).protokoll;
  return staffPage(asked, {
    title: t.titel,
    hilfe: t.hilfe(formatNumber(MOST)),
    inhalt: (
      <>
        <p>{ZWECK}</p>
        <p>{AUFBEWAHRUNG}</p>
        <Abschnitt id="kette" titel={t.kette}>
          <Kette lang={asked.lang} befunde={befunde} eintraege={eintraege} />
        </Abschnitt>
        <Abschnitt id="eintraege" titel={t.eintraege}>
          {eintraege > MOST ? <p>{t.neueste(formatNumber(MOST), formatNumber(eintraege))}</p> : null}
          <ListingView
            id="protokoll"
            titel={t.liste}
            spalten={spalten}
            page={applyListing(zeilen, spalten, listing)}
            listing={listing}
            href={linkTo('protokoll', { stadt })}
            csv={linkTo('protokoll.csv', { stadt })}
            leer={t.leer}
            lang={asked.lang}
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

function Kette({ lang, befunde, eintraege }: { lang: Lang; befunde: readonly string[]; eintraege: number }) {
  const t = verwaltungTexte(lang).protokoll;
  if (befunde.length === 0) return <Kasten ton="erfolg" titel={t.unversehrt(eintraege, formatNumber(eintraege))} />;
  return (
    <Kasten ton="fehler" titel={t.beschaedigt}>
      <ul>
        {befunde.slice(0, MOST_FAULTS).map((befund) => (
          <li>{befund}</li>
        ))}
        {befunde.length > MOST_FAULTS ? <li>{t.weitereBefunde(formatNumber(befunde.length - MOST_FAULTS))}</li> : null}
      </ul>
    </Kasten>
  );
}

async function readZeilen({ house, town, inTown, lang }: StaffAsked): Promise<Zeile[]> {
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
      wer: describeActor(lang, eintrag, namen),
      was: known?.titel ?? eintrag.handlung,
      schwere: known?.schwere ?? 'wichtig',
      gegenstand: namen.get(eintrag.gegenstand) ?? orte.get(eintrag.gegenstand) ?? eintrag.gegenstand,
      angaben: describeAngaben(lang, JSON.parse(eintrag.angaben), namen),
    };
  });
}

/** Whoever fails to sign in is nobody yet; everything else that nobody did was done by a command or by the program. */
const BEFORE_SIGN_IN: readonly string[] = ['anmeldung.gescheitert'] satisfies Handlung[];

function describeActor(lang: Lang, { konto, handlung }: Protokolleintrag, namen: ReadonlyMap<string, string>): string {
  if (konto !== null) return namen.get(konto) ?? konto;
  const t = verwaltungTexte(lang).protokoll;
  return BEFORE_SIGN_IN.includes(handlung) ? t.nichtAngemeldet : t.befehl;
}

/** `rolle: FA, bereich: jugend, entzogen: ja` */
function describeAngaben(lang: Lang, angaben: unknown, namen: ReadonlyMap<string, string>): string {
  const { ja, nein } = verwaltungTexte(lang).protokoll;
  const describe = (wert: unknown): string => {
    if (Array.isArray(wert)) return wert.map(describe).join(' ');
    if (typeof wert === 'boolean') return wert ? ja : nein;
    if (typeof wert !== 'string') return JSON.stringify(wert);
    return isDay(wert) ? formatDayShort(wert) : (namen.get(wert) ?? wert);
  };
  const given = Object.entries(angaben as Record<string, unknown>).filter(([, wert]) => wert !== null);
  return given.map(([name, wert]) => `${name.replaceAll('_', ' ')}: ${describe(wert)}`).join(', ');
}

const TONES: Readonly<Record<Schwere, Ton | null>> = { alltag: null, wichtig: 'hinweis', sicherheit: 'warnung' };

/** Days back from today, today included. */
const SPANS = [1, 7, 30] as const;

function columnsOf({ today, lang }: StaffAsked, zeilen: readonly Zeile[]): Spalte<Zeile>[] {
  const months = [...new Set(zeilen.map(({ tag }) => tag.slice(0, 7)))];
  const since = SPANS.map((tage) => ({ wert: String(tage), tag: dayOfNumber(dayNumber(today) - tage + 1) }));
  const t = verwaltungTexte(lang).protokoll;
  return [
    {
      code: 'zeit',
      titel: t.spalten.zeit,
      filter: [...SPANS.map((tage) => ({ wert: String(tage), text: t.letzteTage(tage) })), ...months.map((month) => ({ wert: month, text: t.monat(new Date(`${month}-01T00:00:00Z`)) }))],
      merkmale: ({ tag }) => [tag.slice(0, 7), ...since.filter((span) => tag >= span.tag).map(({ wert }) => wert)],
      wert: ({ eintrag }) => eintrag.am,
      text: ({ am }) => formatTime(am),
      zelle: ({ am, eintrag }) => <time datetime={eintrag.am}>{formatTime(am)}</time>,
    },
    { code: 'nr', titel: t.spalten.nr, numeric: true, wert: ({ eintrag }) => eintrag.nr, zelle: ({ eintrag }) => formatNumber(eintrag.nr) },
    { code: 'wer', titel: t.spalten.wer, wert: ({ wer }) => wer, zelle: ({ wer }) => wer },
    {
      code: 'handlung',
      titel: t.spalten.handlung,
      filter: Object.entries(HANDLUNGEN).map(([wert, { titel }]) => ({ wert, text: titel })),
      merkmale: ({ eintrag }) => [eintrag.handlung],
      wert: ({ was }) => was,
      zelle: ({ was }) => was,
    },
    {
      code: 'schwere',
      titel: t.spalten.schwere,
      filter: Object.entries(t.schwere).map(([wert, text]) => ({ wert, text })),
      merkmale: ({ schwere }) => [schwere],
      wert: ({ schwere }) => t.schwere[schwere],
      zelle: ({ schwere }) => markSchwere(schwere, t.schwere[schwere]),
    },
    { code: 'gegenstand', titel: t.spalten.gegenstand, wert: ({ gegenstand }) => gegenstand, zelle: ({ gegenstand }) => gegenstand },
    { code: 'angaben', titel: t.spalten.angaben, wert: ({ angaben }) => angaben, zelle: ({ angaben }) => angaben },
  ];
}

function markSchwere(schwere: Schwere, titel: string) {
  const ton = TONES[schwere];
  return ton === null ? titel : <Marke ton={ton} text={titel} />;
}
