import type { SlateInput } from '../../src/slates/slate-input.js';

/** What the API makes of a request: the same fields, with what may be left out filled in. */
export const inputOf = (slate: object): SlateInput => {
  const { organisation, candidates, ...frame } = slate as SlateInput;
  return {
    ...frame,
    organisation: {
      ...organisation,
      nameApproval: (organisation as Partial<SlateInput['organisation']>).nameApproval ?? null,
    },
    candidates: candidates.map((one) => ({ ...one, terms: (one as Partial<typeof one>).terms ?? {} })),
  };
};
