import { hash, parseOptions, verify } from '@node-rs/argon2';
import { NotPossible, Refused } from '../base/problem.ts';

/** Argon2id with memory and passes of RFC 9106's second choice, in one lane; OWASP asks for at least 19 MiB and two passes. */
const COST = { memoryCost: 65_536, timeCost: 3, parallelism: 1 };
const MAX_BYTES = 1024;
/** A hash takes 64 MiB and one of the four threads that files and names are read on too. */
/** Further ones would wait longer than a person does. */
const MOST_WAITING = 40;
const AT_ONCE = 2;

/** A hash of nothing at the cost of today: checked where there is no account, so that both take as long. */
const NOBODY = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

const inTurn = takeTurns(AT_ONCE, MOST_WAITING);

/** What is kept of a password: a PHC string with salt and cost. More than 1024 bytes of UTF-8 are refused. */
export async function hashPassword(password: string): Promise<string> {
  if (isTooLong(password)) throw new Refused([{ satz: `Das Kennwort ist zu lang; erlaubt sind ${MAX_BYTES} Bytes.` }]);
  return inTurn(() => hash(normalize(password), COST));
}

/** Is it the password? Without a hash, or with far too long a password, it answers no after the same work. */
export async function verifyPassword(kept: string | undefined, password: string): Promise<boolean> {
  const hopeless = kept === undefined || isTooLong(password);
  const matches = await inTurn(() => verify(hopeless ? NOBODY : kept, hopeless ? '' : normalize(password)));
  return matches && !hopeless;
}

/** Was it hashed at another cost than today's? Then the next sign-in that knows the password hashes it anew. */
export function needsRehash(kept: string): boolean {
  const { memoryCost, timeCost, parallelism } = parseOptions(kept);
  return !kept.startsWith('$argon2id$') || memoryCost !== COST.memoryCost || timeCost !== COST.timeCost || parallelism !== COST.parallelism;
}

/** Runs at most so many works at once; further ones wait in the order they came, and where too many wait already NotPossible is thrown. */
export function takeTurns(limit: number, mostWaiting = Number.POSITIVE_INFINITY): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < limit) running += 1;
    else if (waiting.length >= mostWaiting) throw new NotPossible('Gerade melden sich zu viele zugleich an.');
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/** One password, whichever keyboard wrote it: `é` may be one sign or two. */
function normalize(password: string): string {
  return password.normalize('NFKC');
}

function isTooLong(password: string): boolean {
  return Buffer.byteLength(password) > MAX_BYTES;
}
