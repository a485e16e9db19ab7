import type { Reader } from '../database/reader.js';
import type { Official } from '../policy/actor.js';
import type { Keys } from '../protected-fields/keys.js';
import { maskIdentityNumber } from '../protected-fields/mask.js';
import { interestsOf, type Interest } from './interest-row.js';

/** What the asker declared, newest first, an identity number with its middle masked. Nobody reads another's. */
export class GetInterests {
  constructor(
    private readonly reader: Reader,
    private readonly keys: Keys,
  ) {}

  async execute(actor: Official): Promise<{ items: Interest[] }> {
    const items = await interestsOf(this.reader, this.keys, actor.id);
    return { items: items.map((interest) => ({ ...interest, about: masked(interest.about) })) };
  }
}

const masked = ({ kind, value }: Interest['about']) => ({
  kind,
  value: kind === 'name' || kind === 'code' ? value : maskIdentityNumber(value.trim()),
});
