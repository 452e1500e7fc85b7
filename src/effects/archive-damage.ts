import { Refused } from '../base/problem.ts';

/** An archive that is not what was once written: changed, cut off, or none of ours. Carries a sentence that says what is wrong. */
export class Damaged extends Refused {
  constructor(satz: string) {
    super([{ satz: `Die Sicherung ist beschädigt oder keine von Leitwerk: ${satz}` }]);
    this.name = 'Damaged';
  }
}
