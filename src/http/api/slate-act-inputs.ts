import { Parts, RealDay, Truth, WholeNumber } from './fields.js';
import { Id } from './id-fields.js';

/** What is done with several cases of a slate at once. */

export class LookedAtBody {
  @Id({ description: 'The case.' })
  caseId!: string;

  @WholeNumber({ description: 'The version of the case you looked at.', min: 0, max: 1_000_000 })
  version!: number;
}

export class NoticeBody {
  @Parts(() => LookedAtBody, {
    description: 'The cases to go on the notice.',
    min: 1,
    max: 200,
    unique: ({ caseId }) => caseId,
  })
  cases!: LookedAtBody[];
}

export class ElectionResultBody {
  @Id({ description: 'The case.' })
  caseId!: string;

  @WholeNumber({ description: 'The version of the case you looked at.', min: 0, max: 1_000_000 })
  version!: number;

  @Truth({ description: 'Elected or not.' })
  elected!: boolean;

  @WholeNumber({ description: 'Votes for.', min: 0, max: 1_000_000 })
  votesFor!: number;

  @WholeNumber({ description: 'Votes against.', min: 0, max: 1_000_000 })
  votesAgainst!: number;

  @WholeNumber({ description: 'Abstentions.', min: 0, max: 1_000_000 })
  abstentions!: number;
}

export class ElectionBody {
  @RealDay({ description: 'Day of the vote.', example: '2026-10-30' })
  heldOn!: string;

  @WholeNumber({ description: 'Voters due.', min: 1, max: 1_000_000 })
  votersDue!: number;

  @WholeNumber({ description: 'Voters present.', min: 1, max: 1_000_000 })
  votersPresent!: number;

  @Parts(() => ElectionResultBody, {
    description: 'One result a case.',
    min: 1,
    max: 200,
    unique: ({ caseId }) => caseId,
  })
  results!: ElectionResultBody[];
}
