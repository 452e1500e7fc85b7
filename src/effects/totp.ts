import { Secret, TOTP } from 'otpauth';
import { encode } from 'uqr';
import { escapeXml } from '../base/text.ts';
import { randomBytes } from './chance.ts';

/** RFC 6238 as every app on a phone has it, whatever else an address asks for. */
const KIND = { algorithm: 'SHA1', digits: 6, period: 30 };
/** RFC 4226 recommends 160 bits. */
const SECRET_BYTES = 20;
/** Steps of 30 seconds that a phone's clock may be off, either way. */
const WINDOW = 1;
/** Light modules around the code, as ISO/IEC 18004 asks for. */
const QUIET_ZONE = 4;
const MODULE_PIXELS = 5;

/** A new secret that a phone and we share, in base 32. */
export function newTotpSecret(): string {
  return new Secret({ buffer: new Uint8Array(randomBytes(SECRET_BYTES)).buffer }).base32;
}

/** The secret as an address that apps read: `otpauth://totp/…`. The issuer is the town, the account a mail address. */
export function totpAddress({ secret, issuer, account }: { secret: string; issuer: string; account: string }): string {
  return new TOTP({ ...KIND, secret, issuer, label: account }).toString();
}

/**
 * The step that a code belongs to (30 seconds each, counted from 1970), or undefined where it is wrong. Codes of the step
 * `after` and before it are wrong too: who keeps the step of each sign-in lets no code in twice (RFC 6238, 5.2).
 */
export function checkTotp({ secret, code, at, after }: { secret: string; code: string; at: Date; after: number | null }): number | undefined {
  const token = code.normalize('NFKC').replace(/\s/g, '');
  if (!/^[0-9]{6}$/.test(token)) return undefined;
  const timestamp = at.getTime();
  const delta = TOTP.validate({ ...KIND, secret: Secret.fromBase32(secret), token, timestamp, window: WINDOW });
  if (delta === null) return undefined;
  const step = TOTP.counter({ period: KIND.period, timestamp }) + delta;
  return after !== null && step <= after ? undefined : step;
}

/** A text as a QR code: one `<svg>` without styles, black on white with its quiet zone, named by `label`. */
export function drawQr(text: string, label: string): string {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const pixels = size * MODULE_PIXELS;
  const path = data.map((row, y) => drawRow(row, y)).join('');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${pixels}" height="${pixels}" role="img" aria-label="${escapeXml(label)}" shape-rendering="crispEdges">` +
    `<rect width="${size}" height="${size}" fill="#fff"/><path fill="#000" d="${path}"/></svg>`
  );
}

/** The dark runs of one row as rectangles one module high. */
function drawRow(row: readonly boolean[], y: number): string {
  const text = row.map((dark) => (dark ? '1' : '0')).join('');
  return [...text.matchAll(/1+/g)].map(({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`).join('');
}
