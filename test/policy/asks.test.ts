// Where the system asks all approvers: everybody who could sign is asked once, and nobody is waited for who could not.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asksOfAll, withAsks, type Signer } from '../../src/policy/asks.js';
import { isOf, type Signature } from '../../src/policy/signatures.js';

const waiting = (official: string, onBehalfOf?: string): Signature => ({
  official,
  ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
  weight: 'binding',
  vote: 'waiting',
});
const agreed = (official: string): Signature => ({ ...waiting(official), vote: 'agree' });
const proposal = (official: string): Signature => ({ official, weight: 'proposal', vote: 'agree' });

describe('where the system asks all approvers', () => {
  const rows: readonly [string, Signature[], Signer[], asked: string[], ended: string[]][] = [
    ['all are asked at first', [], [{ official: 'a' }, { official: 'b' }], ['a', 'b'], []],
    ['nobody is asked twice', [waiting('a'), agreed('b')], [{ official: 'a' }, { official: 'b' }], [], []],
    ['one who came is asked', [agreed('a')], [{ official: 'a' }, { official: 'b' }], ['b'], []],
    ['one who went is waited for no longer', [waiting('a'), waiting('b')], [{ official: 'a' }], [], ['b']],
    ['what somebody signed stands when they go', [agreed('b')], [{ official: 'a' }], ['a'], []],
    ['whoever stands in is not asked beside who is away', [waiting('a')], [{ official: 'd', onBehalfOf: 'a' }], [], []],
    ['a delegate is asked in the place of who is away', [], [{ official: 'd', onBehalfOf: 'a' }], ['d'], []],
    ['a proposal is no signature', [proposal('h')], [{ official: 'a' }], ['a'], []],
  ];

  it.each(rows)('%s', (_what, standing, signers, asked, ended) => {
    const asks = asksOfAll(standing, signers);
    expect([asks.asked.map(({ official }) => official), asks.ended]).toEqual([asked, ended]);
  });

  it('whoever could sign has one signature, given or waited for, and nobody else is waited for', () => {
    const official = fc.constantFrom(...'abcdef');
    const signature = fc.record({
      official,
      weight: fc.constantFrom('binding', 'proposal'),
      vote: fc.constantFrom('agree', 'disagree', 'waiting'),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(signature, { selector: (each) => each.official }),
        fc.uniqueArray(official),
        (said, can) => {
          // Nobody proposes and signs, and nobody waits to propose.
          const standing = said.filter(
            (each) => each.weight === 'binding' || !can.includes(each.official),
          ) as Signature[];
          const signers = can.map((each) => ({ official: each }));
          const after = withAsks(standing, asksOfAll(standing, signers)).filter(({ weight }) => weight === 'binding');
          for (const who of can) expect(after.filter((each) => isOf(each, [who]))).toHaveLength(1);
          for (const each of after.filter(({ vote }) => vote === 'waiting')) expect(can).toContain(each.official);
          const given = (some: readonly Signature[]) =>
            some.filter(({ weight, vote }) => weight === 'binding' && vote !== 'waiting');
          expect(given(after)).toEqual(given(standing));
        },
      ),
    );
  });
});
