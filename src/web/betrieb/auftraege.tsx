import { AUFTRAG_ARTEN, AUFTRAG_ZUSTAENDE, titleOfArt, type AuftragZustand } from '../../base/auftrag.ts';
import { applyListing, filterKey, type Spalte } from '../../document/listing-query.ts';
import { ListingView } from '../../document/listing.tsx';
import { Kacheln, Marke, type Ton } from '../../document/workplace-parts.tsx';
import type { Auftrag } from '../../storage/auftraege.ts';
import { staffPage } from '../frame.tsx';
import { readList } from '../listing.ts';
import { linkTo } from '../paths.ts';
import type { Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { formatTime } from '../times.ts';
import { betriebTexte, type BetriebTexte } from './texte.ts';

/** Tone of a state, for its badge. */
export const TON: Readonly<Record<AuftragZustand, Ton>> = { wartet: 'hinweis', läuft: 'hinweis', fertig: 'erfolg', gescheitert: 'fehler', abgebrochen: 'warnung' };

const STATES = Object.keys(AUFTRAG_ZUSTAENDE) as AuftragZustand[];
/** In the address of the list: whatever waits or runs. */
const OPEN = 'offen';
/** What ended well is deleted after thirty days; in a town with many mails these are more than anybody wants to see. */
const MOST = 1_000;

/** All jobs of a town, the newest first; those that failed or are open are there however many others came after them. */
export async function showJobs(asked: StaffAsked): Promise<Reply> {
  const { house, town } = asked;
  const { auftraege, konten } = house.storage;
  const { jobs, namen } = await asked.inTown(async (db) => {
    const urgent = await auftraege.listAuftraege(db, town.id, { zustaende: STATES.filter((zustand) => zustand === 'gescheitert' || AUFTRAG_ZUSTAENDE[zustand].offen), hoechstens: MOST });
    const past = await auftraege.listAuftraege(db, town.id, { zustaende: ['fertig', 'abgebrochen'], hoechstens: MOST });
    return { jobs: [...urgent, ...past].sort((a, b) => b.angelegt_am.getTime() - a.angelegt_am.getTime()), namen: await konten.readNamen(db, town.id) };
  });
  const t = betriebTexte(asked.lang);
  const spalten = columns(t, town.id, jobs, namen);
  const listing = readList(asked, spalten);
  if ('kind' in listing) return listing;
  const href = linkTo('auftraege', { stadt: town.id });
  return staffPage(asked, {
    title: t.auftraege.titel,
    hilfe: t.auftraege.hilfe,
    inhalt: (
      <>
        <Kacheln kacheln={[count(jobs, href, 'gescheitert', t.auftraege.kacheln.gescheitert), count(jobs, href, OPEN, t.auftraege.kacheln.offen)]} />
        <ListingView id="auftraege" titel={t.auftraege.titel} spalten={spalten} page={applyListing(jobs, spalten, listing)} listing={listing} href={href} csv={null} leer={t.auftraege.leer} einzahl={t.auftraege.einzahl} mehrzahl={t.auftraege.mehrzahl} lang={asked.lang} />
      </>
    ),
  });
}

function count(jobs: readonly Auftrag[], href: string, zustand: string, titel: string): { titel: string; wert: string; href: string } {
  return { titel, wert: String(jobs.filter((job) => statesOf(job).includes(zustand)).length), href: `${href}?${filterKey('zustand')}=${zustand}` };
}

function statesOf({ zustand }: Auftrag): string[] {
  return AUFTRAG_ZUSTAENDE[zustand].offen ? [zustand, OPEN] : [zustand];
}

function columns(t: BetriebTexte, stadt: string, jobs: readonly Auftrag[], namen: ReadonlyMap<string, string>): Spalte<Auftrag>[] {
  const { spalten, filterOffen } = t.auftraege;
  const arten = [...new Set([...Object.keys(AUFTRAG_ARTEN), ...jobs.map(({ art }) => art)])].map((wert) => ({ wert, text: titleOfArt(wert) }));
  const wer = ({ konto }: Auftrag): string | null => (konto === null ? null : (namen.get(konto) ?? t.unbekannt));
  return [
    { code: 'art', titel: spalten.art, wert: ({ art }) => titleOfArt(art), zelle: ({ id, art }) => <a href={linkTo('auftrag', { stadt, id })}>{titleOfArt(art)}</a>, filter: arten, merkmale: ({ art }) => [art] },
    {
      code: 'zustand',
      titel: spalten.zustand,
      wert: ({ zustand }) => STATES.indexOf(zustand),
      zelle: ({ zustand }) => <Marke ton={TON[zustand]} text={AUFTRAG_ZUSTAENDE[zustand].titel} />,
      filter: [{ wert: OPEN, text: filterOffen }, ...STATES.map((wert) => ({ wert, text: AUFTRAG_ZUSTAENDE[wert].titel }))],
      merkmale: statesOf,
    },
    { code: 'angelegt', titel: spalten.angelegt, wert: ({ angelegt_am }) => angelegt_am.toISOString(), zelle: ({ angelegt_am }) => formatTime(angelegt_am) },
    { code: 'beendet', titel: spalten.beendet, wert: ({ beendet_am }) => beendet_am?.toISOString() ?? null, zelle: ({ beendet_am }) => (beendet_am ? formatTime(beendet_am) : '–') },
    { code: 'wer', titel: spalten.wer, wert: wer, zelle: (job) => wer(job) ?? t.programm },
  ];
}
