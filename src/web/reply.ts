import { createHash } from 'node:crypto';

/** What a handler answers. It decides; `server` alone turns it into HTTP. */
export type Reply =
  | { readonly kind: 'page'; readonly html: string; readonly status?: 200 | 404 | 503 }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly type: string; readonly etag: string };

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
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
