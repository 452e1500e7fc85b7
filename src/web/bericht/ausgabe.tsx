import type { FC } from 'hono/jsx';
import { formatDay } from '../../base/date.ts';
import { formatNumber } from '../../base/number.ts';
import { pruefeSchritt, ZWEI_PERSONEN } from '../../core/zugang/zweipersonen.ts';
import type { FeldProblem, Formular } from '../../document/form-read.ts';
import { FormView } from '../../document/form.tsx';
import { applyListing, type Listing, type Spalte } from '../../document/listing-query.ts';
import { ListingView } from '../../document/listing.tsx';
import { Beschreibung, Kasten, Marke } from '../../document/workplace-parts.tsx';
import type { Meldung } from '../../document/workplace.tsx';
import type { Erteilt } from '../../storage/freigaben.ts';
import { staffPage, type PageParts } from '../frame.tsx';
import type { AusgabeFiles } from '../house.ts';
import { readList } from '../listing.ts';
import { linkTo } from '../paths.ts';
import { fileReply, type Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { formatTime } from '../times.ts';
import { readAusgaben, type Ausgabe } from './ausgaben.tsx';
import { naechsterSchritt, STAENDE, VORGANG } from './freigabestand.ts';

/** A frozen edition, who has a part in its release, and its files. */
export interface GanzeAusgabe extends Ausgabe {
  readonly namen: ReadonlyMap<string, string>;
  /** Undefined where the files are missing, or are no longer those that were frozen. */
  readonly files: AusgabeFiles | undefined;
}

/** The edition that the address names; undefined where this town has none of this name. */
export async function readAusgabe(asked: StaffAsked): Promise<GanzeAusgabe | undefined> {
  const { house, town, params } = asked;
  const found = await asked.inTown(async (db) => {
    const ausgabe = (await readAusgaben(db, town.id, house.storage)).find(({ id }) => id === params['id']);
    return ausgabe && { ...ausgabe, namen: await house.storage.konten.readNamen(db, town.id) };
  });
  return found && { ...found, files: await house.readAusgabe(found.id, found.sha256) };
}

export async function showAusgabe(asked: StaffAsked): Promise<Reply | undefined> {
  const ausgabe = await readAusgabe(asked);
  return ausgabe && ausgabePage(asked, ausgabe);
}

/** A file of an edition, released or not. */
export async function showDatei(asked: StaffAsked): Promise<Reply | undefined> {
  const { house, town, params } = asked;
  const ausgabe = await asked.inTown((db) => house.storage.ausgaben.findAusgabe(db, town.id, params['id'] ?? ''));
  const files = ausgabe && (await house.readAusgabe(ausgabe.id, ausgabe.sha256));
  const pfad = params['datei'] ?? '';
  const bytes = await files?.read(pfad);
  return bytes && fileReply(pfad, bytes);
}

/** What a page after a step that was not done says. */
export interface StepOutcome {
  readonly problems?: readonly FeldProblem[];
  readonly meldung?: Meldung;
  readonly status?: NonNullable<PageParts['status']>;
}

export function ausgabePage(asked: StaffAsked, ausgabe: GanzeAusgabe, { problems = [], ...said }: StepOutcome = {}): Reply {
  const stadt = asked.town.id;
  const spalten = fileColumns(stadt, ausgabe);
  const listing = readList(asked, spalten);
  if ('kind' in listing) return listing;
  return staffPage(asked, {
    ...said,
    problems,
    title: `${ausgabe.titel}, Stichtag ${formatDay(ausgabe.stichtag)}`,
    pfad: [{ titel: 'Ausgaben', href: linkTo('ausgaben', { stadt }) }],
    hilfe: [
      'Eine eingefrorene Ausgabe ändert sich nicht mehr. Bevor eine Datei gezeigt wird, wird sie mit ihrer Prüfsumme verglichen; was nicht passt, wird nicht gezeigt.',
      'Zwei Schritte machen sie öffentlich, jeder von einer anderen Person. Wer jemanden vertritt, handelt an dessen Stelle; dann zählen beide als beteiligt.',
    ],
    inhalt: (
      <>
        <Stand stadt={stadt} ausgabe={ausgabe} />
        {ausgabe.files ? <Lesen stadt={stadt} ausgabe={ausgabe} files={ausgabe.files} /> : <Beschaedigt id={ausgabe.id} />}
        <Freigabe asked={asked} ausgabe={ausgabe} problems={problems} />
        <Pruefsummen ausgabe={ausgabe} />
        {ausgabe.files ? <Dateien stadt={stadt} id={ausgabe.id} dateien={ausgabe.files.dateien} spalten={spalten} listing={listing} /> : null}
      </>
    ),
  });
}

const Beschaedigt: FC<{ id: string }> = ({ id }) => (
  <Kasten ton="fehler" titel="Die Dateien dieser Ausgabe fehlen oder wurden verändert.">
    <p>
      Deshalb wird keine gezeigt und nichts freigegeben. Was abweicht, nennt auf dem Server der Befehl <code>leitwerk verify {id}</code>; die Administration kann die Dateien aus einer Sicherung zurückholen.
    </p>
  </Kasten>
);

const Stand: FC<{ stadt: string; ausgabe: GanzeAusgabe }> = ({ stadt, ausgabe: { stand, eingefroren_am, id } }) => (
  <Beschreibung
    zeilen={[
      { name: 'Stand', wert: <Marke ton={STAENDE[stand].ton} text={STAENDE[stand].titel} /> },
      { name: 'Eingefroren', wert: formatTime(eingefroren_am) },
      ...(stand === 'freigegeben' ? [{ name: 'Öffentlich', wert: <a href={`/${stadt}/ausgaben/${id}/`}>{`/${stadt}/ausgaben/${id}/`}</a> }] : []),
    ]}
  />
);

const Pruefsummen: FC<{ ausgabe: GanzeAusgabe }> = ({ ausgabe: { id, sha256, files } }) => (
  <section aria-labelledby="pruefsummen-titel">
    <h2 id="pruefsummen-titel">Prüfsummen</h2>
    <Beschreibung
      zeilen={[
        { name: 'Kennung', wert: <code>{id}</code> },
        { name: 'Ausgabe (SHA-256)', wert: <code>{sha256}</code> },
        ...(files ? [{ name: 'Datenstand (SHA-256)', wert: <code>{files.datenstandSha256}</code> }, { name: 'Gebaut mit', wert: `Leitwerk ${files.version}` }] : []),
        { name: 'Auf dem Server prüfen', wert: <code>leitwerk verify {id}</code> },
      ]}
    />
  </section>
);

const Lesen: FC<{ stadt: string; ausgabe: GanzeAusgabe; files: AusgabeFiles }> = ({ stadt, ausgabe: { id, bericht }, files }) => {
  const parts = [
    { pfad: 'web/index.html', text: 'Im Web lesen', look: 'primary' },
    { pfad: `${bericht}.pdf`, text: 'Als PDF', look: 'secondary' },
  ].filter(({ pfad }) => files.dateien.some((datei) => datei.pfad === pfad));
  return (
    <p class="knoepfe bedienung">
      {parts.map(({ pfad, text, look }) => (
        <a class={`kern-btn kern-btn--${look}`} href={linkTo('ausgabe.datei', { stadt, id, datei: pfad })}>
          <span class="kern-label">{text}</span>
        </a>
      ))}
    </p>
  );
};

/** The form of a step: which, and the word that it was looked at. */
export function stepForm(): Formular {
  return {
    code: 'freigabe',
    knopf: 'Freigeben',
    felder: [
      { name: 'schritt', art: 'verborgen', beschriftung: '', pflicht: true, hoechstens: 40 },
      { name: 'geprueft', art: 'haken', beschriftung: 'Ich habe die Ausgabe geprüft. Die Freigabe lässt sich nicht zurücknehmen.', pflicht: true },
    ],
  };
}

const SCHRITTE = ZWEI_PERSONEN.find(({ vorgang }) => vorgang === VORGANG)?.schritte ?? [];

const Freigabe: FC<{ asked: StaffAsked; ausgabe: GanzeAusgabe; problems: readonly FeldProblem[] }> = ({ asked, ausgabe, problems }) => (
  <section aria-labelledby="freigabe-titel">
    <h2 id="freigabe-titel">Freigabe</h2>
    <ol>
      {SCHRITTE.map(({ schritt, titel }) => (
        <li>
          {titel}: {describeSchritt(ausgabe.erteilt.find((each) => each.schritt === schritt), ausgabe.namen)}
        </li>
      ))}
    </ol>
    <NaechsterSchritt asked={asked} ausgabe={ausgabe} problems={problems} />
  </section>
);

function describeSchritt(erteilt: Erteilt | undefined, namen: ReadonlyMap<string, string>): string {
  if (!erteilt) return 'offen';
  const nameOf = (konto: string): string => namen.get(konto) ?? 'unbekannt';
  return `${nameOf(erteilt.konto)}${erteilt.vertritt === null ? '' : `, in Vertretung für ${nameOf(erteilt.vertritt)}`}, ${formatTime(erteilt.am)}`;
}

/** A button for whoever may do the step, for others the sentence why not. */
const NaechsterSchritt: FC<{ asked: StaffAsked; ausgabe: GanzeAusgabe; problems: readonly FeldProblem[] }> = ({ asked, ausgabe, problems }) => {
  const { erteilt, files, id, namen } = ausgabe;
  const schritt = naechsterSchritt(erteilt);
  if (!schritt) return <p>Alle Schritte sind getan. Die Ausgabe ist öffentlich.</p>;
  if (!files) return <></>;
  const pruefung = pruefeSchritt({ vorgang: VORGANG, schritt: schritt.schritt, person: asked.who, erteilt, lage: asked.lage });
  if (!pruefung.darf) return <p>{`Als Nächstes: ${schritt.titel}. ${pruefung.satz}`}</p>;
  return (
    <FormView
      formular={{ ...stepForm(), knopf: schritt.titel }}
      action={linkTo('ausgabe.freigabe', { stadt: asked.town.id, id })}
      typed={{ schritt: [schritt.schritt] }}
      problems={problems}
      hinweis={pruefung.vertritt === null ? undefined : `Sie handeln in Vertretung für ${namen.get(pruefung.vertritt) ?? 'unbekannt'}.`}
    />
  );
};

type Datei = AusgabeFiles['dateien'][number];

function fileColumns(stadt: string, { id }: GanzeAusgabe): Spalte<Datei>[] {
  return [
    { code: 'pfad', titel: 'Datei', wert: ({ pfad }) => pfad, zelle: ({ pfad }) => <a href={linkTo('ausgabe.datei', { stadt, id, datei: pfad })}>{pfad}</a>, filter: 'text' },
    { code: 'bytes', titel: 'Byte', wert: ({ bytes }) => bytes, zelle: ({ bytes }) => formatNumber(bytes), numeric: true },
    { code: 'sha256', titel: 'Prüfsumme (SHA-256)', wert: ({ sha256 }) => sha256, zelle: ({ sha256 }) => <code>{sha256}</code>, nurAnzeige: true },
  ];
}

const Dateien: FC<{ stadt: string; id: string; dateien: readonly Datei[]; spalten: readonly Spalte<Datei>[]; listing: Listing }> = ({ stadt, id, dateien, spalten, listing }) => (
  <section aria-labelledby="dateien-abschnitt">
    <h2 id="dateien-abschnitt">Dateien</h2>
    <ListingView
      id="dateien"
      titel="Dateien der Ausgabe"
      spalten={spalten}
      page={applyListing(dateien, spalten, listing)}
      listing={listing}
      href={linkTo('ausgabe', { stadt, id })}
      csv={null}
      leer="Diese Ausgabe hat keine Dateien."
      einzahl="Datei"
      mehrzahl="Dateien"
    />
  </section>
);
