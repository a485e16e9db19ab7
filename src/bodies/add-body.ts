import type { IdempotencyKey, Recorder } from '../audit/record.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Attribution } from '../policy/actor.js';
import { bodiesLike, insertBody, type NewBody } from './body-row.js';

/** The administrator enters an office in the directory. */
export class AddBody {
  constructor(private readonly recorder: Recorder) {}

  async execute(by: Attribution, body: NewBody, key?: IdempotencyKey): Promise<{ id: string } | Refusal> {
    return this.recorder.write(key, async (tx, at) => {
      // Letters go to a department by what it is; who is none is asked nothing.
      if (body.kinds.includes('consulted_department') !== (body.department !== null)) {
        return refuse('department_unclear', { kinds: [...body.kinds], department: body.department });
      }
      const like = await bodiesLike(tx, body.id, body.name);
      if (like.includes(body.id)) return refuse('body_id_taken', { id: body.id });
      // Numbers of notices begin with it, and a reader knows an office by nothing else.
      if (like.length > 0) return refuse('body_name_taken', { name: body.name });
      await insertBody(tx, body, at);
      return {
        answer: { id: body.id },
        facts: [{ chain: `body:${body.id}`, act: 'add_body', by, facts: { ...body, kinds: [...body.kinds] } }],
      };
    });
  }
}
