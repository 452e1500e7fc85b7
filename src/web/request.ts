import { DEFAULT_LANG } from './catalogue.ts';
import type { Reply } from './reply.ts';
import { rahmenTexte } from './texte.ts';

type Refusal = Extract<Reply, { kind: 'refusal' }>;

/** A form of ours is far smaller. */
const MAX_BYTES = 262_144;
const MAX_FIELDS = 500;

const { zuGross, keinFormular, nichtLesbar } = rahmenTexte(DEFAULT_LANG).ablehnung;
const TOO_LARGE: Refusal = { kind: 'refusal', status: 413, title: zuGross.titel, sentence: zuGross.satz };
const WRONG_KIND: Refusal = { kind: 'refusal', status: 415, title: keinFormular.titel, sentence: keinFormular.satz };
const NOT_TEXT: Refusal = { kind: 'refusal', status: 400, title: nichtLesbar.titel, sentence: nichtLesbar.satz };

/** The pairs of a form, or why it is not taken. Reads no more than it takes. */
export async function readBody(request: Request): Promise<readonly (readonly [string, string])[] | Refusal> {
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) return WRONG_KIND;
  const bytes = await readLimited(request);
  if (bytes === undefined) return TOO_LARGE;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const pairs = [...new URLSearchParams(text)];
    return pairs.length > MAX_FIELDS ? TOO_LARGE : pairs;
  } catch {
    return NOT_TEXT;
  }
}

async function readLimited(request: Request): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BYTES) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Cookies by name; one that comes twice counts for nothing, because we set each once. */
export function readCookies(header: string | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string | undefined>();
  for (const part of (header ?? '').split(';').slice(0, 100)) {
    const at = part.indexOf('=');
    if (at < 1) continue;
    const name = part.slice(0, at).trim();
    found.set(name, found.has(name) ? undefined : part.slice(at + 1).trim());
  }
  return new Map([...found].filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''));
}
