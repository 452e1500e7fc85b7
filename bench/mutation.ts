import { Stryker } from '@stryker-mutator/core';
import { basename } from 'node:path';
import { describeRun, figure, writeSection } from './messwerte.ts';

// `npm run lang:mutation`: every single thing that can be broken in the rules of rights is broken once, and a test must notice.

const GOAL = 95;
const NOTICED = ['Killed', 'Timeout'];

const mutants = await new Stryker({ configFile: 'stryker.config.json' }).runMutationTest();
const names = [...new Set(mutants.map(({ fileName }) => fileName))].sort();
const files = names.map((name) => ({ file: basename(name), ...count(mutants.filter(({ fileName }) => fileName === name)) }));
const text = printScores();
console.log(text);
writeSection('Mutationsprobe der Rechte', `${describeRun('npm run lang:mutation')}\n\n${text}`);
process.exitCode = files.length > 0 && files.every(({ score }) => score >= GOAL) ? 0 : 1;

function count(group: readonly { status: string }[]): { all: number; noticed: number; score: number } {
  const valid = group.filter(({ status }) => status !== 'CompileError' && status !== 'RuntimeError' && status !== 'Ignored');
  const noticed = valid.filter(({ status }) => NOTICED.includes(status)).length;
  return { all: valid.length, noticed, score: valid.length === 0 ? 0 : (noticed / valid.length) * 100 };
}

function printScores(): string {
  const whole = count(mutants);
  const line = (name: string, { all, noticed, score }: { all: number; noticed: number; score: number }): string => `| ${name} | ${all} | ${noticed} | ${figure(score)}\u00a0% |`;
  return [
    `Jede Stelle der Regeln in \`src/core/zugang\` wird einmal verfälscht (Bedingung umgedreht, Zeile der Rechtetafel geleert, Vergleich verschoben); mindestens ein Test muss es merken. Ziel: ${GOAL}\u00a0% je Datei.`,
    '',
    '| Datei | Verfälschungen | bemerkt | Anteil |',
    '|---|--:|--:|--:|',
    ...files.map((each) => line(`\`${each.file}\``, each)),
    line('**zusammen**', whole),
  ].join('\n');
}
