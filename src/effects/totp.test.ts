import fc from 'fast-check';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { checkTotp, drawQr, newTotpSecret, totpAddress } from './totp.ts';

/** The secret of RFC 6238's appendix B, `12345678901234567890`, in base 32. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

/** Appendix B, SHA-1: seconds and the last six of its eight digits. */
const VECTORS: readonly [number, string][] = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
];

const check = (seconds: number, code: string, after: number | null = null): number | undefined => checkTotp({ secret: SECRET, code, at: new Date(seconds * 1000), after });

describe('checkTotp', () => {
  it.each(VECTORS)('at %i seconds takes %s, as RFC 6238 says', (seconds, code) => {
    expect(check(seconds, code)).toBe(Math.floor(seconds / 30));
  });

  it.each(VECTORS)('at %i seconds takes no code but the three of the window', (seconds, code) => {
    expect(check(seconds + 30, code)).toBe(Math.floor(seconds / 30));
    expect(check(seconds - 30, code)).toBe(Math.floor(seconds / 30));
    expect(check(seconds + 60, code)).toBeUndefined();
    expect(check(seconds - 60, code)).toBeUndefined();
  });

  it('takes no code twice, and none from before the last one', () => {
    const step = Math.floor(1234567890 / 30);
    expect(check(1234567890, '005924', step - 1)).toBe(step);
    expect(check(1234567890, '005924', step)).toBeUndefined();
    expect(check(1234567890, '005924', step + 1)).toBeUndefined();
  });

  it.each(['005 924', ' 005924 ', '00 59 24', '005\u00a0924', '００５９２４'])('reads %j as it was meant', (code) => {
    expect(check(1234567890, code)).toBe(41152263);
  });

  it.each(['', '5924', '05924', '0005924', '00592a', '-05924', '005925', '005924; 005924', '٠٠٥٩٢٤'])('takes %j for no code', (code) => {
    expect(check(1234567890, code)).toBeUndefined();
  });

  it('takes one code a step', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 999_999 }).map((number) => String(number).padStart(6, '0')), (code) => (check(1234567890, code) === 41152263) === (code === '005924')));
  });
});

describe('newTotpSecret', () => {
  it('gives 160 bits, never the same', () => {
    const secrets = Array.from({ length: 100 }, newTotpSecret);
    expect(new Set(secrets).size).toBe(100);
    expect(secrets.filter((secret) => !/^[A-Z2-7]{32}$/.test(secret))).toEqual([]);
  });
});

describe('totpAddress', () => {
  it('says all that an app needs, and the names of towns and people as they are', () => {
    const address = new URL(totpAddress({ secret: SECRET, issuer: 'Bad Köstritz: Stadt & Land', account: 'jörg+1@stadt.example' }));
    expect(address.protocol + address.host).toBe('otpauth:totp');
    expect(decodeURIComponent(address.pathname)).toBe('/Bad Köstritz: Stadt & Land:jörg+1@stadt.example');
    expect(Object.fromEntries(address.searchParams)).toEqual({ issuer: 'Bad Köstritz: Stadt & Land', secret: SECRET, algorithm: 'SHA1', digits: '6', period: '30' });
  });
});

describe('drawQr', () => {
  const address = totpAddress({ secret: SECRET, issuer: 'Beispielstadt', account: 'anna@beispielstadt.example' });
  const drawing = drawQr(address, 'QR-Code für „Beispielstadt“ <&>');

  it('draws every dark module and no other, with a quiet zone of four', () => {
    const { data } = encode(address, { ecc: 'M', border: 0 });
    const size = data.length + 8;
    const drawn = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
    for (const [, x = 0, y = 0, width = 0] of [...drawing.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)].map((found) => found.map(Number))) {
      for (let column = x; column < x + width; column += 1) (drawn[y] ?? [])[column] = true;
    }
    expect(drawn.slice(4, -4).map((row) => row.slice(4, -4))).toEqual(data);
    expect(drawn.flat().filter(Boolean)).toHaveLength(data.flat().filter(Boolean).length);
    expect(drawing).toContain(`viewBox="0 0 ${size} ${size}"`);
  });

  it('is one element that a page without inline styles can hold', () => {
    expect(drawing).toMatch(/^<svg [^<>]*role="img" aria-label="QR-Code für „Beispielstadt“ &#60;&#38;&#62;"[^<>]*><rect [^<>]*fill="#fff"\/><path fill="#000" [^<>]*\/><\/svg>$/);
    expect(drawing).not.toMatch(/style|script|href/);
  });
});
