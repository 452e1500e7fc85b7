import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { newId, newToken, randomBytes } from './chance.ts';

describe('chance', () => {
  it('gives tokens of 256 bits that stand in an address as they are', () => {
    const tokens = Array.from({ length: 1000 }, newToken);
    expect(new Set(tokens).size).toBe(1000);
    expect(tokens.filter((token) => !/^[\w-]{43}$/.test(token))).toEqual([]);
    expect(new Set(tokens.map((token) => token[0])).size).toBeGreaterThan(40);
  });

  it('gives as many bytes as asked, not the same twice', () => {
    expect(randomBytes(20)).toHaveLength(20);
    expect(randomBytes(20)).not.toEqual(randomBytes(20));
  });

  it('gives UUIDs of version 7 that sort by the time they were made', async () => {
    const before = newId();
    const at = Date.now();
    await sleep(2);
    const ids = Array.from({ length: 1000 }, newId);
    expect(new Set(ids).size).toBe(1000);
    expect(ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toEqual([]);
    expect(ids.filter((id) => id <= before)).toEqual([]);
    expect(Math.abs(Number.parseInt(before.replace('-', '').slice(0, 12), 16) - at)).toBeLessThan(60_000);
  });
});
