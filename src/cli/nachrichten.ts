import { NotPossible, Refused } from '../base/problem.ts';
import type { Log } from '../effects/log.ts';
import type { Mailer } from '../effects/mail.ts';
import { findNachricht, markFailed, markSent } from '../storage/nachrichten.ts';
import { Cancelled, type Handler, type Umfeld } from './auftrag-lauf.ts';

/** About forty minutes until the eighth try. */
const VERSUCHE = 8;

/**
 * Kind `mail`: sends one row of the outbox. A mail can't be taken back, so it is sent at least once: a process that dies
 * between the server's yes and the note of it sends again, with the same Message-ID, by which mail programs know it.
 * What the server refuses for good fails at once, anything else after the eighth try.
 */
export function sendMail(mailer: Pick<Mailer, 'send'>, log: Log): Handler {
  return {
    spur: 'kurz',
    versuche: VERSUCHE,
    unumkehrbar: true,
    run: async (job, around) => {
      const { nachricht: id } = job.angaben as { nachricht: string };
      const nachricht = await around.inTown((db) => findNachricht(db, around.town, id));
      if (!nachricht || nachricht.gesendet_am !== null) return;
      if (around.cancelled()) throw new Cancelled();
      await mailer.send({ to: nachricht.an, subject: nachricht.betreff, text: nachricht.text, messageId: id }).catch(async (error: unknown) => {
        const told = await noteFailure(around, id, error);
        if (told instanceof Refused || job.versuche >= VERSUCHE) log.event('mail.gescheitert', { stadt: around.town, grund: told instanceof Refused ? 'abgelehnt' : 'nicht-erreicht', versuche: job.versuche });
        throw told;
      });
      await around.commit((db) => markSent(db, around.town, id));
    },
  };
}

/** The sentence stands at the mail and at the job. */
async function noteFailure({ town, inTown }: Umfeld, id: string, error: unknown): Promise<NotPossible | Refused> {
  const told = error instanceof NotPossible || error instanceof Refused ? error : new NotPossible('Die Nachricht ließ sich nicht an den Mailserver übergeben.', { cause: error });
  await inTown((db) => markFailed(db, town, id, told.message));
  return told;
}
