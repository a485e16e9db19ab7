import { ReasonedActBody } from './act-inputs.js';
import { LongText, Parts, Text, WholeNumber } from './fields.js';

/** As many things as one notice lists. */
const MOST_ITEMS = 30;

export class SupplementItemBody {
  @LongText({ description: 'What is missing or wrong. No identity or telephone numbers.', max: 500 })
  missing!: string;

  @Text({
    description: 'The field of the submission, or the paper, that it is about.',
    max: 100,
    optional: true,
    shown: true,
  })
  about?: string;
}

export class SupplementBody extends ReasonedActBody {
  @Parts(() => SupplementItemBody, {
    description:
      'Everything that is missing or wrong, at once (一次告知). Needed where the policy limits how often a step may ask.',
    min: 1,
    max: MOST_ITEMS,
    optional: true,
  })
  items?: SupplementItemBody[];
}

export class SuppliedBody {
  @WholeNumber({ description: 'The item of the notice, from 1.', min: 1, max: MOST_ITEMS })
  item!: number;

  @LongText({ description: 'What was supplied for it, and where.', max: 500 })
  supplied!: string;
}

export class SupplementAnswerBody {
  @LongText({ description: 'What was supplied, and where, on the whole.', max: 2000 })
  remarks!: string;

  @Parts(() => SuppliedBody, {
    description: 'For each item that the notice lists, what was supplied.',
    min: 1,
    max: MOST_ITEMS,
    optional: true,
    unique: ({ item }) => String(item),
  })
  answers?: SuppliedBody[];
}
