import { setTimeout as sleep } from 'node:timers/promises';
import { hash } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { Refused } from '../base/problem.ts';
import { hashPassword, needsRehash, takeTurns, verifyPassword } from './password.ts';

const PASSWORD = 'Grüße aus Köln, 12 Störche';
const kept = await hashPassword(PASSWORD);

/** Processor milliseconds of one work: they count what is computed, however busy the machine is. */
async function measure(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe('hashPassword', () => {
  it('gives a PHC string of argon2id, not below what OWASP asks for, with its own salt', async () => {
    const [, memory = 0, passes = 0] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$[\w+/]{22}\$[\w+/]{43}$/.exec(kept)?.map(Number) ?? [];
    expect(memory).toBeGreaterThanOrEqual(19_456);
    expect(passes).toBeGreaterThanOrEqual(2);
    expect(await hashPassword(PASSWORD)).not.toBe(kept);
  });

  it('refuses more than 1024 bytes with a sentence that does not repeat them', async () => {
    await expect(hashPassword('ä'.repeat(513))).rejects.toThrow(new Refused([{ satz: 'Das Kennwort ist zu lang; erlaubt sind 1024 Bytes.' }]));
    expect(await verifyPassword(await hashPassword('ä'.repeat(512)), 'ä'.repeat(512))).toBe(true);
  });
});

describe('verifyPassword', () => {
  it('knows the password and no other', async () => {
    expect(await verifyPassword(kept, PASSWORD)).toBe(true);
    for (const wrong of [PASSWORD.toLowerCase(), `${PASSWORD} `, PASSWORD.slice(0, -1), '']) expect(await verifyPassword(kept, wrong)).toBe(false);
  });

  it('knows it from every keyboard', async () => {
    expect(await verifyPassword(kept, PASSWORD.normalize('NFD'))).toBe(true);
    expect(await verifyPassword(await hashPassword('ﬁnanz①'), 'finanz1')).toBe(true);
  });

  it('reads all of a long password', async () => {
    const long = await hashPassword(`${'x'.repeat(1000)}1`);
    expect(await verifyPassword(long, `${'x'.repeat(1000)}2`)).toBe(false);
  });

  it.each([
    ['without an account', undefined, PASSWORD],
    ['without an account and password', undefined, ''],
    ['with a password that is far too long', kept, 'x'.repeat(1_000_000)],
  ])('says no %s', async (_, hashed, password) => {
    expect(await verifyPassword(hashed, password)).toBe(false);
  });

  it('does the same work whether there is an account or not', async () => {
    const works: (() => Promise<unknown>)[] = [() => verifyPassword(kept, 'falsch'), () => verifyPassword(undefined, 'falsch'), () => verifyPassword(kept, 'x'.repeat(5000))];
    const costs: number[][] = [[], [], []];
    for (let round = 0; round < 5; round += 1) for (const [index, work] of works.entries()) costs[index]?.push(await measure(work));
    const [known = 0, ...hopeless] = costs.map((list) => list.sort((a, b) => a - b)[2] ?? 0);
    expect(hopeless.filter((cost) => cost < known * 0.4)).toEqual([]);
  });
});

describe('needsRehash', () => {
  it('is true of every other cost and kind', async () => {
    expect(needsRehash(kept)).toBe(false);
    expect(needsRehash(await hash('x', { memoryCost: 19_456, timeCost: 2, parallelism: 1 }))).toBe(true);
    expect(needsRehash(await hash('x', { memoryCost: 65_536, timeCost: 2, parallelism: 1 }))).toBe(true);
    expect(needsRehash(kept.replace('argon2id', 'argon2i'))).toBe(true);
  });

  it('still lets a hash of older cost in', async () => {
    expect(await verifyPassword(await hash('alt', { memoryCost: 19_456, timeCost: 2, parallelism: 1 }), 'alt')).toBe(true);
  });
});

describe('takeTurns', () => {
  it('runs no more than so many at once, all of them, in order, also after one failed', async () => {
    const inTurn = takeTurns(2);
    const started: number[] = [];
    let [running, most] = [0, 0];
    const work = async (number: number): Promise<number> => {
      started.push(number);
      running += 1;
      most = Math.max(most, running);
      await sleep(1);
      running -= 1;
      if (number % 3 === 0) throw new Error('misslungen');
      return number;
    };
    const numbers = Array.from({ length: 20 }, (_, index) => index);
    const results = await Promise.allSettled(numbers.map((number) => inTurn(() => work(number))));
    expect(most).toBe(2);
    expect(started).toEqual(numbers);
    expect(results.map(({ status }) => status)).toEqual(numbers.map((number) => (number % 3 === 0 ? 'rejected' : 'fulfilled')));
    expect(await inTurn(() => work(1))).toBe(1);
  });
});
