import { readListing, type Listing, type Spalte } from '../document/listing-query.ts';
import type { Reply } from './reply.ts';
import type { StaffAsked } from './route.ts';

/** How a list is looked at, from its address; a refusal (400) for one that none of our links has. */
export function readList<Row>({ query }: StaffAsked, spalten: readonly Spalte<Row>[]): Listing | Reply {
  const { meldung: _, ...look } = query;
  const { listing, problems } = readListing(spalten, look);
  return problems.length === 0 ? listing : { kind: 'refusal', status: 400, title: 'Diese Adresse ist nicht richtig', sentence: problems.join(' ') };
}
