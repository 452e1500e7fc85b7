import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

// CPU time and memory of a process with all its descendants, from /proc (Linux). Shared memory counts once (PSS).

const TICKS_A_SECOND = 100;
const CPU_EVERY_MS = 15;
/** Reading PSS costs, so it is looked at less often. */
const MEMORY_EVERY = 6;

export interface ProcessUse {
  readonly command: string;
  /** User and system seconds of the process itself. */
  readonly cpu: number;
  /** Highest PSS seen, bytes. */
  readonly peak: number;
}

export interface TreeUse {
  readonly processes: readonly ProcessUse[];
  readonly cpu: number;
  /** Highest sum of PSS over the tree at one moment, bytes. */
  readonly peak: number;
  readonly wallMs: number;
}

/** Watches until `stop` is called. What a process used after it was last looked at (15 ms) is missed. */
export function watchTree(root: number): { stop(): Promise<TreeUse> } {
  const seen = new Map<number, { command: string; cpu: number; peak: number }>();
  let [watching, peak] = [true, 0];
  const begun = performance.now();
  const loop = (async () => {
    for (let round = 0; watching; round++) {
      const pids = descendantsOf(root);
      for (const pid of pids) note(seen, pid);
      if (round % MEMORY_EVERY === 0) peak = Math.max(peak, noteMemory(seen, pids));
      await sleep(CPU_EVERY_MS);
    }
  })();
  return {
    stop: async () => {
      watching = false;
      await loop;
      const processes = [...seen.values()];
      return { processes, cpu: processes.reduce((sum, { cpu }) => sum + cpu, 0), peak, wallMs: performance.now() - begun };
    },
  };
}

export function descendantsOf(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    const parent = Number.isInteger(pid) ? readStat(pid)?.parent : undefined;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const walk = (pid: number): number[] => [pid, ...(children.get(pid) ?? []).flatMap(walk)];
  return walk(root);
}

function note(seen: Map<number, { command: string; cpu: number; peak: number }>, pid: number): void {
  const stat = readStat(pid);
  if (!stat) return;
  const known = seen.get(pid);
  if (known) known.cpu = stat.cpu;
  // The command line again and again: a fork has its parent's until it becomes another program.
  const command = readText(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ').trim() ?? '';
  if (!known) seen.set(pid, { command, cpu: stat.cpu, peak: 0 });
  else if (command !== '') known.command = command;
}

function noteMemory(seen: Map<number, { command: string; cpu: number; peak: number }>, pids: readonly number[]): number {
  let sum = 0;
  for (const pid of pids) {
    const memory = readMemory(pid);
    const known = seen.get(pid);
    if (known) known.peak = Math.max(known.peak, memory);
    sum += memory;
  }
  return sum;
}

/** PSS in bytes; 0 for a process that is gone. */
export function readMemory(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(readText(`/proc/${pid}/smaps_rollup`) ?? '')?.[1] ?? 0) * 1024;
}

function readStat(pid: number): { parent: number; cpu: number } | undefined {
  const text = readText(`/proc/${pid}/stat`);
  if (text === undefined) return undefined;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { parent: Number(fields[1]), cpu: (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
