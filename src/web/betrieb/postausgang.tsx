import type { Child, FC } from 'hono/jsx';
import { applyListing, type Spalte } from '../../document/listing-query.ts';
import { ListingView } from '../../document/listing.tsx';
import { Beschreibung, Kasten, Kopierfeld, Marke, type Ton } from '../../document/workplace-parts.tsx';
import type { Db } from '../../storage/database.ts';
import type { Nachricht } from '../../storage/nachrichten.ts';
import { staffPage } from '../frame.tsx';
import { readList } from '../listing.ts';
import { linkTo } from '../paths.ts';
import type { Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { formatTime } from '../times.ts';

type Kopf = Omit<Nachricht, 'text'>;

const STAENDE = {
  offen: { titel: 'wartet', ton: 'hinweis' },
  fehler: { titel: 'nicht angenommen', ton: 'fehler' },
  gesendet: { titel: 'gesendet', ton: 'erfolg' },
} as const satisfies Readonly<Record<string, { readonly titel: string; readonly ton: Ton }>>;

function standOf({ gesendet_am, fehler }: Kopf): keyof typeof STAENDE {
  if (gesendet_am !== null) return 'gesendet';
  return fehler === null ? 'offen' : 'fehler';
}

const Stand: FC<{ nachricht: Kopf }> = ({ nachricht }) => <Marke ton={STAENDE[standOf(nachricht)].ton} text={STAENDE[standOf(nachricht)].titel} />;

const MOST = 1_000;

/** Mails, first those that have not gone out, then the latest. */
export async function showOutbox(asked: StaffAsked): Promise<Reply> {
  const { house, town } = asked;
  const { listNachrichten } = house.storage.nachrichten;
  const mails = await asked.inTown(async (db) => {
    const open = await listNachrichten(db, town.id, { offen: true, hoechstens: MOST });
    return [...open, ...(await listNachrichten(db, town.id, { hoechstens: MOST })).filter(({ gesendet_am }) => gesendet_am !== null)];
  });
  const spalten = columns(town.id);
  const listing = readList(asked, spalten);
  if ('kind' in listing) return listing;
  return staffPage(asked, {
    title: 'Postausgang',
    hilfe: [
      'Hier liegt jede Nachricht, die Leitwerk schreibt: Einladungen, Links für ein neues Kennwort, Hinweise auf Aufgaben. Ist sie gesendet, wird ihr Text gelöscht; nach 30 Tagen verschwindet auch die Zeile.',
      'Was der Mailserver nicht annimmt, versucht Leitwerk mehrmals. Endgültig gescheiterte Versuche stehen unter Aufträge und lassen sich dort wiederholen.',
    ],
    inhalt: (
      <>
        {house.sendsMail ? null : <OhneServer />}
        <section aria-labelledby="nachrichten-abschnitt">
          <h2 id="nachrichten-abschnitt">Nachrichten</h2>
          <ListingView id="nachrichten" titel="Postausgang" spalten={spalten} page={applyListing(mails, spalten, listing)} listing={listing} href={linkTo('postausgang', { stadt: town.id })} csv={null} leer="Noch wurde keine Nachricht geschrieben." einzahl="Nachricht" mehrzahl="Nachrichten" />
        </section>
      </>
    ),
  });
}

const OhneServer: FC = () => (
  <Kasten ton="warnung" titel="Es ist kein Mailserver eingestellt. Alle Nachrichten bleiben hier liegen.">
    <p>
      Bitte geben Sie weiter, was darin steht; ein Link gilt nur einmal und nur für die Person, an die er gerichtet ist. Den Mailserver legt die IT mit der Einstellung <code>MAIL_URL</code> fest. Danach wird gesendet, was hier wartet.
    </p>
  </Kasten>
);

function columns(stadt: string): Spalte<Kopf>[] {
  return [
    { code: 'betreff', titel: 'Betreff', wert: ({ betreff }) => betreff, zelle: ({ id, betreff }) => <a href={linkTo('nachricht', { stadt, id })}>{betreff}</a> },
    { code: 'an', titel: 'An', wert: ({ an }) => an, zelle: ({ an }) => an },
    {
      code: 'stand',
      titel: 'Stand',
      wert: (nachricht) => Object.keys(STAENDE).indexOf(standOf(nachricht)),
      zelle: (nachricht) => <Stand nachricht={nachricht} />,
      filter: Object.entries(STAENDE).map(([wert, { titel }]) => ({ wert, text: titel })),
      merkmale: (nachricht) => [standOf(nachricht)],
    },
    { code: 'geschrieben', titel: 'Geschrieben', wert: ({ angelegt_am }) => angelegt_am.toISOString(), zelle: ({ angelegt_am }) => formatTime(angelegt_am) },
    { code: 'gesendet', titel: 'Gesendet', wert: ({ gesendet_am }) => gesendet_am?.toISOString() ?? null, zelle: ({ gesendet_am }) => (gesendet_am ? formatTime(gesendet_am) : '–') },
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
  return staffPage(asked, {
    title: mail.betreff,
    pfad: [{ titel: 'Postausgang', href: linkTo('postausgang', { stadt: town.id }) }],
    hilfe: ['Solange die Nachricht nicht gesendet ist, steht hier ihr Text. Er ist nur für die Person bestimmt, an die sie gerichtet ist.'],
    inhalt: (
      <>
        <Beschreibung
          zeilen={[
            { name: 'An', wert: mail.an },
            { name: 'Stand', wert: <Stand nachricht={mail} /> },
            { name: 'Geschrieben', wert: formatTime(mail.angelegt_am) },
            ...(mail.gesendet_am === null ? [] : [{ name: 'Gesendet', wert: formatTime(mail.gesendet_am) }]),
            ...(mail.versuche === 0 ? [] : [{ name: 'Versuche', wert: String(mail.versuche) }]),
            ...(mail.fehler === null ? [] : [{ name: 'Letzter Fehler', wert: mail.fehler }]),
          ]}
        />
        {house.sendsMail || mail.gesendet_am !== null ? null : <OhneServer />}
        {mail.gesendet_am !== null ? <p class="leer">Der Text wurde nach dem Senden gelöscht.</p> : isSealed ? <Verschlossen /> : <Inhalt text={mail.text} />}
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

const Verschlossen: FC = () => (
  <Kasten ton="hinweis" titel="Der Text wird hier nicht gezeigt.">
    <p>
      Die Nachricht gehört zu einem Konto der Statistikstelle oder des Datenschutzes; mit einem Link daraus könnte die Administration dieses Konto übernehmen. Ohne Mailserver druckt die IT an der Maschine einen Link mit <code>leitwerk nutzer link</code>.
    </p>
  </Kasten>
);

const LINK = /https?:\/\/[^\s<>"]+/g;

const Inhalt: FC<{ text: string }> = ({ text }) => (
  <section aria-labelledby="text-titel">
    <h2 id="text-titel">Text</h2>
    {text.trim().split(/\n{2,}/).map((absatz) => (
      <p>{breakLines(absatz)}</p>
    ))}
    {[...new Set(text.match(LINK) ?? [])].map((link, index) => (
      <Kopierfeld id={`link-${index}`} beschriftung="Link zum Weitergeben" wert={link} />
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
