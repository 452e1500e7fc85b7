import { parseArgs } from 'node:util';
import { runKills, type Outcome } from '../test/kill/kill.ts';
import { runJobKills } from '../test/kill/jobs.ts';
import { describeRun, writeSection } from './messwerte.ts';

// `npm run lang:kill`: twenty kill -9 each of program, database and both while a town is being imported, then of a worker during jobs.

const { values: options } = parseArgs({ options: { runden: { type: 'string', default: '20' }, saat: { type: 'string', default: String(Date.now() % 1_000_000) } } });
const plan = { rounds: Number(options.runden), seed: Number(options.saat), size: 20_000 };

const outcome = await runKills({ ...plan, say: (line) => console.log(line) });
const text = printOutcome(outcome);
console.log(text);
writeSection('Absturzproben', `${describeRun(`npm run lang:kill -- --runden ${plan.rounds} --saat ${plan.seed}`)}\n\n${text}`);
process.exitCode = outcome.orphans.length === 0 ? 0 : 1;

const jobs = await runJobKills(plan.rounds, plan.seed, (line) => console.log(line));
const jobText = [
  `Ein Auftrag wird ${jobs.kills}-mal mit kill -9 seines Prozesses unterbrochen, weitere um ihr Ende herum, und Prozesse werden länger angehalten, als ihre Pacht dauert. Jede Wirkung muss genau einmal da sein, jeder Auftrag genau einmal enden; sonst bricht die Probe ab.`,
  '',
  '| Größe | Male |',
  '|---|--:|',
  `| derselbe Auftrag unterbrochen, begonnen, beendet | ${jobs.kills}, ${jobs.begun}, 1 |`,
  `| um das Ende: noch nichts eingetragen, eingetragen und ungesagt, gesagt | ${jobs.before}, ${jobs.unsaid}, ${jobs.said} |`,
  `| angehaltene Prozesse, davon vom anderen übernommen | ${jobs.stopped}, ${jobs.takenOver} |`,
  `| Aufträge, jeder mit einer Wirkung | ${jobs.jobs} |`,
].join('\n');
console.log(jobText);
writeSection('Absturzproben der Aufträge', `${describeRun(`npm run lang:kill -- --runden ${plan.rounds} --saat ${plan.seed}`)}\n\n${jobText}`);

function printOutcome({ tallies, differing, importMs, orphans }: Outcome): string {
  const rows = tallies.map(({ target, rounds, acknowledged, whole, absent }) => `| ${target} | ${rounds} | ${acknowledged} | ${whole} | ${absent} | 0 | 0 |`);
  return [
    `Zwei Fassungen der Beispielstadt mit 20.160 zusätzlichen Werten, die sich in ${differing} Werten und einem Titel unterscheiden, werden abwechselnd importiert (ungestört bestätigt nach ${importMs} ms). kill -9 trifft das Genannte reihum zu einer beliebigen Zeit, zweimal um das Ende der Transaktion und gleich nach der Bestätigung. Danach muss der nächste Befehl von selbst gehen und genau die eine oder die andere Fassung exportieren, mit vollständigem Verlauf.`,
    '',
    '| beendet | Male | bestätigt und da | unbestätigt, ganz da | gar nicht da | halb da | bestätigt und verloren |',
    '|---|--:|--:|--:|--:|--:|--:|',
    ...rows,
    '',
    `Übrig gebliebene Datenbankprozesse am Ende: ${orphans.length}. Die Probe bricht ab, sobald ein Import halb da oder ein bestätigter verloren ist, ein Start misslingt oder der Befehl ohne verständlichen Satz endet.`,
  ].join('\n');
}
