// Cases stored by an earlier version lack what a chart remembers since: what they get instead is a rule like any other.
import { describe, expect, it } from '@jest/globals';
import { caseFrom, type CaseColumns } from '../../src/cases/case-row.js';
import { NEW_CASE } from '../../src/workflow/events.js';

const stored = (context: object) =>
  caseFrom({ posts: '[]', bodies: '{}', context: JSON.stringify(context) } as CaseColumns).context;

describe('a case that was stored before', () => {
  it('remembers what a new one does of all that it was not asked to remember', () => {
    expect(stored({})).toEqual(NEW_CASE);
    expect(stored({ openObjections: 2 })).toEqual({ ...NEW_CASE, openObjections: 2 });
  });

  it('had told the candidate of every objection that was upheld, since what was intended was intended for all of them', () => {
    expect(stored({ upheldObjections: 2 })).toMatchObject({ upheldObjections: 2, objectionsTold: 2 });
  });

  it('keeps what it remembers of the objections that were told', () => {
    expect(stored({ upheldObjections: 2, objectionsTold: 1 })).toMatchObject({
      upheldObjections: 2,
      objectionsTold: 1,
    });
    expect(stored({ upheldObjections: 2, objectionsTold: 0 })).toMatchObject({ objectionsTold: 0 });
  });
});
