import type { FC } from 'hono/jsx';
import { formatDay } from '../../base/date.ts';
import { fileReply, type Reply } from '../reply.ts';
import type { Asked } from '../route.ts';
import { formatDate } from '../times.ts';
import { Frame, print } from './pages.tsx';
import type { Release } from './releases.ts';

/** The note of an edition, beside its files. */
const NOTIZ = 'ausgabe.json';

/** Every edition that was released, with its checksum and how to check it. */
export async function showReleased({ listTowns, releases, params }: Asked): Promise<Reply | undefined> {
  const id = params['stadt'] ?? '';
  if (!(await listTowns()).some((town) => town.id === id)) return undefined;
  const { town, ausgaben } = await releases.list(id);
  const html = print(
    <Frame town={town} title="Freigegebene Ausgaben">
      <article>
        <h1>Freigegebene Ausgaben</h1>
        <p>Eine Ausgabe ist ein Bericht, der eingefroren und von zwei Personen freigegeben wurde. Seine Zahlen, Texte und Dateien bleiben, wie sie an diesem Tag waren, auch wenn später etwas berichtigt wird.</p>
        {ausgaben.length === 0 ? <p>Noch ist keine Ausgabe freigegeben und öffentlich.</p> : null}
        {ausgaben.map((ausgabe) => (
          <Ausgabe stadt={id} ausgabe={ausgabe} />
        ))}
        {ausgaben.length === 0 ? null : <Pruefen />}
      </article>
    </Frame>,
  );
  return { kind: 'page', html };
}

const Ausgabe: FC<{ stadt: string; ausgabe: Release }> = ({ stadt, ausgabe: { id, titel, bericht, stichtag, eingefroren_am, freigegeben_am, sha256 } }) => {
  const base = `/${stadt}/ausgaben/${id}`;
  return (
    <section class="kasten" aria-labelledby={id}>
      <h2 id={id}>
        {titel}, Stichtag {formatDay(stichtag)}
      </h2>
      <p>
        Eingefroren am {formatDate(eingefroren_am)}, freigegeben am {formatDate(freigegeben_am)}
      </p>
      <p>
        <a class="knopf" href={`${base}/web/index.html`}>
          Im Web lesen
        </a>{' '}
        <a class="knopf zweit" href={`${base}/${bericht}.pdf`}>
          Als PDF
        </a>
      </p>
      <p class="small">
        Kennung: <code>{id}</code>
      </p>
      <p class="small">
        Prüfsumme: <code>{sha256}</code>
      </p>
      <p class="small">
        <a href={`${base}/${NOTIZ}`}>Verzeichnis der Dateien mit ihren Prüfsummen (JSON)</a>
      </p>
    </section>
  );
};

const Pruefen: FC = () => (
  <>
    <h2 id="pruefen">So prüfen Sie eine Ausgabe</h2>
    <ol>
      <li>
        Laden Sie das Verzeichnis der Dateien und berechnen Sie seine Prüfsumme: <code>sha256sum {NOTIZ}</code>, unter Windows <code>certutil -hashfile {NOTIZ} SHA256</code>. Sie muss die sein, die hier steht.
      </li>
      <li>Berechnen Sie ebenso die Prüfsumme der Datei, die Sie prüfen wollen. Sie muss im Verzeichnis bei dieser Datei stehen.</li>
      <li>
        Die Stadtverwaltung kann mehr: <code>leitwerk verify KENNUNG</code> baut die Ausgabe aus ihren Daten noch einmal und vergleicht jedes Byte.
      </li>
    </ol>
  </>
);

/** A file of a released edition; its bare address leads to the web edition. */
export async function showReleasedFile({ listTowns, releases, params }: Asked): Promise<Reply | undefined> {
  const [stadt, id, datei] = [params['stadt'] ?? '', params['id'] ?? '', params['datei'] ?? ''];
  const files = (await listTowns()).some((town) => town.id === stadt) ? await releases.find(stadt, id) : undefined;
  if (!files) return undefined;
  if (datei === '') return { kind: 'redirect', to: `/${stadt}/ausgaben/${encodeURIComponent(id)}/web/index.html` };
  if (datei === NOTIZ) return fileReply(NOTIZ, files.notiz);
  const bytes = await files.read(datei);
  return bytes && fileReply(datei, bytes);
}
