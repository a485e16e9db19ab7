import { describe, expect, it } from '@jest/globals';
import { canonicalJson, type JsonValue } from '../../src/kernel/canonical-json.js';

/** RFC 8785 appendix B: the bits of an IEEE 754 double, and its text. */
const NUMBERS: [bits: string, text: string][] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];

class Candidate {
  name = 'Li';
}

const itself: unknown[] = [];
itself.push(itself);

const REFUSED: [what: string, value: unknown, message: string][] = [
  ['undefined', undefined, '$ is of type undefined'],
  [
    'an undefined member, which JSON.stringify would drop',
    { a: [{ b: undefined }] },
    '$["a"][0]["b"] is of type undefined',
  ],
  ['a hole in an array, which JSON.stringify would fill', Array(1), '$[0] is of type undefined'],
  ['NaN', { sum: Number.NaN }, '$["sum"] is NaN'],
  ['Infinity', [Number.POSITIVE_INFINITY], '$[0] is Infinity'],
  ['a lone high surrogate', ['\ud842'], '$[0] holds a lone surrogate'],
  ['a lone low surrogate at the end of a pair', ['𠮷\udfb7'], '$[0] holds a lone surrogate'],
  ['a lone surrogate in a key', { '\udead': 1 }, 'a key of $ holds a lone surrogate'],
  ['a bigint', [1n], '$[0] is of type bigint'],
  ['a function', { toJSON: () => 'x' }, '$["toJSON"] is of type function'],
  ['a symbol as a key', { [Symbol('hidden')]: 1 }, '$ has a symbol as a key'],
  ['a Date', { at: new Date(0) }, '$["at"] is not a plain object'],
  ['a Map', new Map([['a', 1]]), '$ is not a plain object'],
  ['an instance of a class', new Candidate(), '$ is not a plain object'],
  ['an array with a named property', Object.assign([1], { extra: 2 }), '$ is an array with named properties'],
  ['a value that contains itself', itself, '$[0] contains itself'],
];

describe('canonical JSON', () => {
  it('writes the sample of RFC 8785 section 3.2.2 as section 3.2.3 shows it', () => {
    const sample = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`) as JsonValue;
    expect(canonicalJson(sample)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('sorts keys by their UTF-16 code units, as in RFC 8785 section 3.2.3', () => {
    const sample = JSON.parse(String.raw`{
      "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
    }`) as JsonValue;
    expect(canonicalJson(sample).match(/(?<=:")[A-Z][^"]*/g)).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it.each(NUMBERS)('writes the double with bits %s as %s (RFC 8785 appendix B)', (bits, text) => {
    expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(text);
  });

  it('keeps Chinese characters outside the basic plane', () => {
    expect(canonicalJson({ 姓名: '𠮷田·热合曼' })).toBe('{"姓名":"𠮷田·热合曼"}');
  });

  it('takes one object in two places, and an object without a prototype', () => {
    const body = Object.assign(Object.create(null) as { [key: string]: string }, { id: 'b1' });
    expect(canonicalJson([body, body])).toBe('[{"id":"b1"},{"id":"b1"}]');
  });

  it.each(REFUSED)('refuses %s', (_what, value, message) => {
    const write = () => canonicalJson(value as JsonValue);
    expect(write).toThrow(TypeError);
    expect(write).toThrow(`Cannot be written as canonical JSON: ${message}`);
  });
});
