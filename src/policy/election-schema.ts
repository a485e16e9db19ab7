import { object, oneOf, text, told } from './schema-parts.js';
import { FURTHER_CANDIDACIES } from './terms.js';

/** Of a policy: how its votes go. */
export const ELECTION = told(
  'How a post is voted on again (另行选举) when a vote left seats vacant; left out, as often as there are seats and candidates.',
  object({
    furtherVotes: object({
      atMost: told('Votes on a post after the first one; the results of one day are one vote.', {
        type: 'integer',
        minimum: 0,
      }),
      candidates: told('Who may stand: who still waits for their first vote, and who was named later.', {
        type: 'array',
        uniqueItems: true,
        items: oneOf(FURTHER_CANDIDACIES),
      }),
    }),
    source: text,
  }),
);
