import { randomBytes as systemBytes } from 'node:crypto';

/** Random bytes of the operating system, fit for keys. */
export function randomBytes(count: number): Uint8Array {
  return new Uint8Array(systemBytes(count));
}

/** What opens something for whoever holds it: 256 random bits as 43 letters, digits, `-` and `_`. */
export function newToken(): string {
  return systemBytes(32).toString('base64url');
}

/**
 * A UUID of version 7 (RFC 9562): younger ones sort behind older ones, to the millisecond. It tells when it was made, so it
 * is nothing for rows that must not show that, and it is no secret.
 */
export function newId(): string {
  const bytes = systemBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
