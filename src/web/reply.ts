import { createHash } from 'node:crypto';

/** A cookie to be set; without a value it is taken away. */
export interface Cookie {
  readonly name: string;
  readonly value: string | null;
  readonly seconds: number;
}

/** What a handler answers. It decides; `server` alone turns it into HTTP. */
export type Reply =
  | { readonly kind: 'page'; readonly html: string; readonly status?: 200 | 400 | 401 | 403 | 404 | 409 | 410 | 422 | 429 | 503; readonly cookies?: readonly Cookie[] }
  | { readonly kind: 'redirect'; readonly to: string; readonly permanent?: boolean; readonly cookies?: readonly Cookie[] }
  /** Done, with nothing to show. */
  | { readonly kind: 'done' }
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly type: string; readonly etag: string; readonly name?: string }
  | { readonly kind: 'refusal'; readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 429; readonly title: string; readonly sentence: string; readonly cookies?: readonly Cookie[] };

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  pdf: 'application/pdf',
  woff2: 'font/woff2',
  json: 'application/json; charset=utf-8',
};

/** The media type of a file by its ending. */
function typeOfFile(path: string): string {
  return TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
}

/** A file with a mark that changes with its content. */
export function fileReply(path: string, bytes: Uint8Array): Reply {
  return { kind: 'file', bytes, type: typeOfFile(path), etag: createHash('sha256').update(bytes).digest('hex').slice(0, 32) };
}

/** A file that a browser keeps under a name instead of showing it. */
export function downloadReply(name: string, content: string | Uint8Array): Reply {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { ...(fileReply(name, bytes) as Extract<Reply, { kind: 'file' }>), name };
}

/** After something was done: the browser asks for the next page. */
export function seeOther(to: string, cookies: readonly Cookie[] = []): Reply {
  return { kind: 'redirect', to, cookies };
}
