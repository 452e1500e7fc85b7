import { runKills } from '/work/main/test/kill/kill.ts';
const t=Date.now();
console.log(await runKills({ rounds: 8, seed: 7, size: 20000, say: (l) => console.log(((Date.now()-t)/1000).toFixed(1), l) }));
