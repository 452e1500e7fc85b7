import type { FC } from 'hono/jsx';
import { formatDay } from '../../base/date.ts';
import { formatNumber } from '../../base/number.ts';
import { isPublic } from '../../core/bericht/gliederung.ts';
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
import { berichtTexte, type BerichtTexte } from './texte.ts';

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
  const t = berichtTexte(asked.lang);
  const spalten = fileColumns(t, stadt, ausgabe);
  const listing = readList(asked, spalten);
  if ('kind' in listing) return listing;
  return staffPage(asked, {
    ...said,
    problems,
    title: t.ausgabe.titel(ausgabe.titel, formatDay(ausgabe.stichtag)),
    pfad: [{ titel: t.ausgaben.titel, href: linkTo('ausgaben', { stadt }) }],
    hilfe: t.ausgabe.hilfe,
    inhalt: (
      <>
        <Stand t={t} stadt={stadt} ausgabe={ausgabe} today={asked.today} />
        {ausgabe.files ? <Lesen t={t} stadt={stadt} ausgabe={ausgabe} files={ausgabe.files} /> : <Beschaedigt t={t} id={ausgabe.id} />}
        <Freigabe asked={asked} ausgabe={ausgabe} problems={problems} />
        <Pruefsummen t={t} ausgabe={ausgabe} />
        {ausgabe.files ? <Dateien asked={asked} id={ausgabe.id} dateien={ausgabe.files.dateien} spalten={spalten} listing={listing} /> : null}
      </>
    ),
  });
}

const Beschaedigt: FC<{ t: BerichtTexte; id: string }> = ({ t: { ausgabe: { beschaedigt } }, id }) => (
  <Kasten ton="fehler" titel={beschaedigt.titel}>
    <p>
      {beschaedigt.vor} <code>leitwerk verify {id}</code>
      {beschaedigt.nach}
    </p>
  </Kasten>
);

const Stand: FC<{ t: BerichtTexte; stadt: string; ausgabe: GanzeAusgabe; today: string }> = ({ t, stadt, ausgabe, ausgabe: { stand, eingefroren_am }, today }) => (
  <Beschreibung
    zeilen={[
      { name: t.ausgabe.angaben.stand, wert: <Marke ton={STAENDE[stand]} text={t.staende[stand]} /> },
      { name: t.ausgabe.angaben.eingefroren, wert: formatTime(eingefroren_am) },
      { name: t.ausgabe.angaben.oeffentlich, wert: <Oeffentlich t={t} stadt={stadt} ausgabe={ausgabe} today={today} /> },
    ]}
  />
);

/** Where the public reads it, or what is missing until then. */
const Oeffentlich: FC<{ t: BerichtTexte; stadt: string; ausgabe: GanzeAusgabe; today: string }> = ({ t: { ausgabe: { oeffentlich } }, stadt, ausgabe: { id, stand, oeffentlich_am: tag }, today }) => {
  if (tag === null) return <>{oeffentlich.ohneTag}</>;
  if (stand !== 'freigegeben') return <>{isPublic(tag, today) ? oeffentlich.nachFreigabe : oeffentlich.nachFreigabeAb(formatDay(tag))}</>;
  if (!isPublic(tag, today)) return <>{oeffentlich.ab(formatDay(tag))}</>;
  const href = `/${stadt}/ausgaben/${id}/`;
  return <a href={href}>{href}</a>;
};

const Pruefsummen: FC<{ t: BerichtTexte; ausgabe: GanzeAusgabe }> = ({ t: { ausgabe: { pruefsummen } }, ausgabe: { id, sha256, files } }) => (
  <section aria-labelledby="pruefsummen-titel">
    <h2 id="pruefsummen-titel">{pruefsummen.titel}</h2>
    <Beschreibung
      zeilen={[
        { name: pruefsummen.kennung, wert: <code>{id}</code> },
        { name: pruefsummen.ausgabe, wert: <code>{sha256}</code> },
        ...(files ? [{ name: pruefsummen.datenstand, wert: <code>{files.datenstandSha256}</code> }, { name: pruefsummen.gebautMit, wert: `Leitwerk ${files.version}` }] : []),
        { name: pruefsummen.pruefen, wert: <code>leitwerk verify {id}</code> },
      ]}
    />
  </section>
);

const Lesen: FC<{ t: BerichtTexte; stadt: string; ausgabe: GanzeAusgabe; files: AusgabeFiles }> = ({ t, stadt, ausgabe: { id, bericht }, files }) => {
  const parts = [
    { pfad: 'web/index.html', text: t.ausgabe.lesen.web, look: 'primary' },
    { pfad: `${bericht}.pdf`, text: t.ausgabe.lesen.pdf, look: 'secondary' },
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
export function stepForm({ lang }: StaffAsked): Formular {
  const t = berichtTexte(lang).freigabe;
  return {
    code: 'freigabe',
    knopf: t.knopf,
    felder: [
      { name: 'schritt', art: 'verborgen', beschriftung: '', pflicht: true, hoechstens: 40 },
      { name: 'geprueft', art: 'haken', beschriftung: t.geprueft, pflicht: true },
    ],
  };
}

const SCHRITTE = ZWEI_PERSONEN.find(({ vorgang }) => vorgang === VORGANG)?.schritte ?? [];

const Freigabe: FC<{ asked: StaffAsked; ausgabe: GanzeAusgabe; problems: readonly FeldProblem[] }> = ({ asked, ausgabe, problems }) => {
  const t = berichtTexte(asked.lang);
  return (
    <section aria-labelledby="freigabe-titel">
      <h2 id="freigabe-titel">{t.freigabe.titel}</h2>
      <ol>
        {SCHRITTE.map(({ schritt, titel }) => (
          <li>
            {titel}: {describeSchritt(t, ausgabe.erteilt.find((each) => each.schritt === schritt), ausgabe.namen)}
          </li>
        ))}
      </ol>
      <NaechsterSchritt asked={asked} ausgabe={ausgabe} problems={problems} />
    </section>
  );
};

function describeSchritt(t: BerichtTexte, erteilt: Erteilt | undefined, namen: ReadonlyMap<string, string>): string {
  if (!erteilt) return t.freigabe.offen;
  const { konto, vertritt, am } = erteilt;
  const nameOf = (id: string): string => namen.get(id) ?? t.unbekannt;
  return vertritt === null ? t.freigabe.getan(nameOf(konto), formatTime(am)) : t.freigabe.getanInVertretung(nameOf(konto), nameOf(vertritt), formatTime(am));
}

/** A button for whoever may do the step, for others the sentence why not. */
const NaechsterSchritt: FC<{ asked: StaffAsked; ausgabe: GanzeAusgabe; problems: readonly FeldProblem[] }> = ({ asked, ausgabe, problems }) => {
  const { erteilt, files, id, namen } = ausgabe;
  const t = berichtTexte(asked.lang);
  const schritt = naechsterSchritt(erteilt);
  if (!schritt) return <p>{t.freigabe.vollstaendig}</p>;
  if (!files) return <></>;
  const pruefung = pruefeSchritt({ vorgang: VORGANG, schritt: schritt.schritt, person: asked.who, erteilt, lage: asked.lage });
  if (!pruefung.darf) return <p>{t.freigabe.alsNaechstes(schritt.titel, pruefung.satz)}</p>;
  return (
    <FormView
      formular={{ ...stepForm(asked), knopf: schritt.titel }}
      action={linkTo('ausgabe.freigabe', { stadt: asked.town.id, id })}
      typed={{ schritt: [schritt.schritt] }}
      problems={problems}
      hinweis={pruefung.vertritt === null ? undefined : t.freigabe.inVertretung(namen.get(pruefung.vertritt) ?? t.unbekannt)}
      lang={asked.lang}
    />
  );
};

type Datei = AusgabeFiles['dateien'][number];

function fileColumns(t: BerichtTexte, stadt: string, { id }: GanzeAusgabe): Spalte<Datei>[] {
  const { spalten } = t.ausgabe.dateien;
  return [
    { code: 'pfad', titel: spalten.pfad, wert: ({ pfad }) => pfad, zelle: ({ pfad }) => <a href={linkTo('ausgabe.datei', { stadt, id, datei: pfad })}>{pfad}</a>, filter: 'text' },
    { code: 'bytes', titel: spalten.bytes, wert: ({ bytes }) => bytes, zelle: ({ bytes }) => formatNumber(bytes), numeric: true },
    { code: 'sha256', titel: spalten.sha256, wert: ({ sha256 }) => sha256, zelle: ({ sha256 }) => <code>{sha256}</code>, nurAnzeige: true },
  ];
}

const Dateien: FC<{ asked: StaffAsked; id: string; dateien: readonly Datei[]; spalten: readonly Spalte<Datei>[]; listing: Listing }> = ({ asked, id, dateien, spalten, listing }) => {
  const t = berichtTexte(asked.lang).ausgabe.dateien;
  return (
    <section aria-labelledby="dateien-abschnitt">
      <h2 id="dateien-abschnitt">{t.ueberschrift}</h2>
      <ListingView
        id="dateien"
        titel={t.titel}
        spalten={spalten}
        page={applyListing(dateien, spalten, listing)}
        listing={listing}
        href={linkTo('ausgabe', { stadt: asked.town.id, id })}
        csv={null}
        leer={t.leer}
        einzahl={t.einzahl}
        mehrzahl={t.mehrzahl}
        lang={asked.lang}
      />
    </section>
  );
};
