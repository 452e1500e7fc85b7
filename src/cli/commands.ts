import { beispiel } from './beispiel.ts';
import type { Command } from './command.ts';
import { einstellungen } from './einstellungen.ts';
import { freeze } from './freeze.ts';
import { exportCommand, importCommand, neu, pruefe } from './mappe.ts';
import { pruefePdf } from './pruefe-pdf.ts';
import { nutzer } from './nutzer.ts';
import { pruefeProtokoll } from './pruefe-protokoll.ts';
import { report } from './report.ts';
import { backup, pruefeSicherung, restore } from './sicherung.ts';
import { serve } from './serve.ts';
import { verify } from './verify.ts';

/** Every command. A new one is a file and a row here; the help and the handbook test read this list. */
export const COMMANDS: Readonly<Record<string, Command>> = { serve, neu, beispiel, pruefe, 'pruefe-pdf': pruefePdf, import: importCommand, export: exportCommand, report, freeze, verify, einstellungen, nutzer, 'pruefe-protokoll': pruefeProtokoll, backup, 'pruefe-sicherung': pruefeSicherung, restore };
