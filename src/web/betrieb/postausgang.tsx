import type { Child, FC } from 'hono/jsx';
import { applyListing, type Spalte } from '../../document/listing-query.ts';
import { ListingView } from '../../document/listing.tsx';
import type { Lang } from '../../document/texts.ts';
import { Beschreibung, Kasten, Kopierfeld, Marke, type Ton } from '../../document/workplace-parts.tsx';
import type { Db } from '../../storage/database.ts';
import type { Nachricht } from '../../storage/nachrichten.ts';
import { staffPage } from '../frame.tsx';
import { readList } from '../listing.ts';
import { linkTo } from '../paths.ts';
import type { Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { formatTime } from '../times.ts';
import { betriebTexte, type BetriebTexte } from './texte.ts';

type Kopf = Omit<Nachricht, 'text'>;

/** What has become of a mail, with the tone of its badge. */
const STAENDE = { offen: 'hinweis', fehler: 'fehler', gesendet: 'erfolg' } as const satisfies Readonly<Record<string, Ton>>;

function standOf({ gesendet_am, fehler }: Kopf): keyof typeof STAENDE {
  if (gesendet_am !== null) return 'gesendet';
  return fehler === null ? 'offen' : 'fehler';
}

const Stand: FC<{ t: BetriebTexte; nachricht: Kopf }> = ({ t, nachricht }) => <Marke ton={STAENDE[standOf(nachricht)]} text={t.postausgang.staende[standOf(nachricht)]} />;

const MOST = 1_000;

/** Mails, first those that have not gone out, then the latest. */
export async function showOutbox(asked: StaffAsked): Promise<Reply> {
  const { house, town } = asked;
  const { listNachrichten } = house.storage.nachrichten;
  const mails = await asked.inTown(async (db) => {
    const open = await listNachrichten(db, town.id, { offen: true, hoechstens: MOST });
    return [...open, ...(await listNachrichten(db, town.id, { hoechstens: MOST })).filter(({ gesendet_am }) => gesendet_am !== null)];
  });
  const t = betriebTexte(asked.lang);
  const spalten = columns(t, town.id);
  const listing = readList(asked, spalten);
  if ('kind' in listing) return listing;
  return staffPage(asked, {
    title: t.postausgang.titel,
    hilfe: t.postausgang.hilfe,
    inhalt: (
      <>
        {house.sendsMail ? null : <OhneServer t={t} />}
        <section aria-labelledby="nachrichten-abschnitt">
          <h2 id="nachrichten-abschnitt">{t.postausgang.ueberschrift}</h2>
          <ListingView id="nachrichten" titel={t.postausgang.titel} spalten={spalten} page={applyListing(mails, spalten, listing)} listing={listing} href={linkTo('postausgang', { stadt: town.id })} csv={null} leer={t.postausgang.leer} einzahl={t.postausgang.einzahl} mehrzahl={t.postausgang.mehrzahl} lang={asked.lang} />
        </section>
      </>
    ),
  });
}

const OhneServer: FC<{ t: BetriebTexte }> = ({ t: { postausgang: { ohneServer } } }) => (
  <Kasten ton="warnung" titel={ohneServer.titel}>
    <p>
      {ohneServer.vor} <code>MAIL_URL</code>
      {ohneServer.nach}
    </p>
  </Kasten>
);

function columns(t: BetriebTexte, stadt: string): Spalte<Kopf>[] {
  const { angaben } = t.nachricht;
  return [
    { code: 'betreff', titel: angaben.betreff, wert: ({ betreff }) => betreff, zelle: ({ id, betreff }) => <a href={linkTo('nachricht', { stadt, id })}>{betreff}</a> },
    { code: 'an', titel: angaben.an, wert: ({ an }) => an, zelle: ({ an }) => an },
    {
      code: 'stand',
      titel: angaben.stand,
      wert: (nachricht) => Object.keys(STAENDE).indexOf(standOf(nachricht)),
      zelle: (nachricht) => <Stand t={t} nachricht={nachricht} />,
      filter: Object.entries(t.postausgang.staende).map(([wert, text]) => ({ wert, text })),
      merkmale: (nachricht) => [standOf(nachricht)],
    },
    { code: 'geschrieben', titel: angaben.geschrieben, wert: ({ angelegt_am }) => angelegt_am.toISOString(), zelle: ({ angelegt_am }) => formatTime(angelegt_am) },
    { code: 'gesendet', titel: angaben.gesendet, wert: ({ gesendet_am }) => gesendet_am?.toISOString() ?? null, zelle: ({ gesendet_am }) => (gesendet_am ? formatTime(gesendet_am) : '–') },
  ];
}

/** A mail; its text and its link while it has not gone out. */
export async function showMail(asked: StaffAsked): Promise<Reply | undefined> {
  const { house, town, params } = asked;
  const found = await asked.inTown(async (db) => {
    const letter = await house.storage.nachrichten.findNachricht(db, town.id, params['id'] ?? '');
    return letter && { mail: letter, isSealed: await isForSealedAccount(db, asked, letter.an) };
  });
  if (!found) return undefined;
  const { mail, isSealed } = found;
  const t = betriebTexte(asked.lang);
  const { angaben } = t.nachricht;
  return staffPage(asked, {
    title: mail.betreff,
    pfad: [{ titel: t.postausgang.titel, href: linkTo('postausgang', { stadt: town.id }) }],
    hilfe: t.nachricht.hilfe,
    inhalt: (
      <>
        <Beschreibung
          zeilen={[
            { name: angaben.an, wert: mail.an },
            { name: angaben.stand, wert: <Stand t={t} nachricht={mail} /> },
            { name: angaben.geschrieben, wert: formatTime(mail.angelegt_am) },
            ...(mail.gesendet_am === null ? [] : [{ name: angaben.gesendet, wert: formatTime(mail.gesendet_am) }]),
            ...(mail.versuche === 0 ? [] : [{ name: angaben.versuche, wert: String(mail.versuche) }]),
            ...(mail.fehler === null ? [] : [{ name: angaben.fehler, wert: mail.fehler }]),
          ]}
        />
        {house.sendsMail || mail.gesendet_am !== null ? null : <OhneServer t={t} />}
        {mail.gesendet_am !== null ? <p class="leer">{t.nachricht.geloescht}</p> : isSealed ? <Verschlossen t={t} /> : <Inhalt lang={asked.lang} text={mail.text} />}
      </>
    ),
  });
}

/** A link in it would open an account that the administration must not act with: the sealed zone, or its supervision. */
async function isForSealedAccount(db: Db, { house, town, who }: StaffAsked, email: string): Promise<boolean> {
  const { konten } = house.storage;
  const konto = await konten.findGeheimnis(db, town.id, { email });
  const rollen = konto ? ((await konten.listRollen(db, town.id, [konto.id])).get(konto.id) ?? []) : [];
  return konto?.id !== who.konto && rollen.some(({ rolle }) => rolle === 'STAT' || rolle === 'DSB');
}

const Verschlossen: FC<{ t: BetriebTexte }> = ({ t: { nachricht: { verschlossen } } }) => (
  <Kasten ton="hinweis" titel={verschlossen.titel}>
    <p>
      {verschlossen.vor} <code>leitwerk nutzer link</code>
      {verschlossen.nach}
    </p>
  </Kasten>
);

const LINK = /https?:\/\/[^\s<>"]+/g;

const Inhalt: FC<{ lang: Lang; text: string }> = ({ lang, text }) => (
  <section aria-labelledby="text-titel">
    <h2 id="text-titel">{betriebTexte(lang).nachricht.text}</h2>
    {text.trim().split(/\n{2,}/).map((absatz) => (
      <p>{breakLines(absatz)}</p>
    ))}
    {[...new Set(text.match(LINK) ?? [])].map((link, index) => (
      <Kopierfeld id={`link-${index}`} beschriftung={betriebTexte(lang).nachricht.link} wert={link} lang={lang} />
    ))}
  </section>
);

function breakLines(absatz: string): Child {
  return absatz.split('\n').map((zeile, index) => (
    <>
      {index === 0 ? null : <br />}
      {zeile}
    </>
  ));
}
