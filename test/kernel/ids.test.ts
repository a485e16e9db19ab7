import { describe, expect, it } from '@jest/globals';
import { newId } from '../../src/kernel/ids.js';

describe('new ids', () => {
  const many = Array.from({ length: 50_000 }, newId);

  it('are UUIDs of version 7', () => {
    for (const id of many) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('are in the order in which they were made, within a millisecond too', () => {
    expect([...many].sort()).toEqual(many);
    expect(new Set(many).size).toBe(many.length);
  });

  it('begin with the time at which they were made, in milliseconds', () => {
    const [before, id, after] = [Date.now(), newId(), Date.now()];
    const ms = parseInt(id.replace('-', '').slice(0, 12), 16);
    expect(ms).toBeGreaterThanOrEqual(before);
    expect(ms).toBeLessThanOrEqual(after);
  });

  it('cannot be guessed from one another', () => {
    const ends = many.map((id) => id.slice(-10));
    expect(new Set(ends).size).toBe(many.length);
  });
});
