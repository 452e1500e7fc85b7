import { Agent, get } from 'node:http';

// Requests at a steady pace over loopback, whether or not the ones before were answered.

export interface LoadResult {
  readonly sent: number;
  readonly failed: number;
  /** Milliseconds from the moment that the request was due to its last byte. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export async function driveLoad(url: string, perSecond: number, seconds: number, headersOf: (nr: number) => Record<string, string> = () => ({})): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  const count = perSecond * seconds;
  const begun = performance.now();
  const answers = await Promise.all(Array.from({ length: count }, (_, index) => ask(url, agent, begun + (index * 1000) / perSecond, headersOf(index))));
  agent.destroy();
  const times = answers.filter((ms) => ms !== undefined).sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.ceil(share * times.length) - 1)] ?? Number.NaN;
  return { sent: count, failed: count - times.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}

/** Undefined if the answer was not a whole page. */
function ask(url: string, agent: Agent, due: number, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve) => {
    setTimeout(() => {
      get(url, { agent, headers }, (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode === 200 ? performance.now() - due : undefined));
      }).once('error', () => resolve(undefined));
    }, due - performance.now());
  });
}
