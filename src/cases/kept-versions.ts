import { createHash } from 'node:crypto';
import type { Tx } from '../database/transactions.js';
import { canonicalJson, type JsonValue } from '../kernel/canonical-json.js';
import type { Policy } from '../policy/policy.js';
import { PolicyFolderError } from './policy-folder-error.js';

/** SHA-256 of what a version says, as canonical JSON: comments and layout do not count. */
export const digestOfPolicy = (policy: Policy): string =>
  createHash('sha256')
    .update(canonicalJson(policy as unknown as JsonValue))
    .digest('hex');

/** What is kept of the policy versions that cases are judged under: each says for ever what it said where its first case began. */
export class KeptVersions {
  /** Versions that say here what is kept of them. */
  private readonly compared = new Set<string>();

  /** @param version what a version says here; undefined if no file holds it */
  constructor(private readonly version: (policyId: string) => Policy | undefined) {}

  /**
   * Notes which text of a policy version is in use from its first case on.
   * @throws as `assertKept`, where another instance noted it first
   */
  async keep(tx: Tx, policy: Policy, at: string): Promise<void> {
    const noted = await tx.execute(
      'INSERT INTO policies_used (policy_id, digest, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      [policy.policy, digestOfPolicy(policy), at],
    );
    if (noted === 0) await this.assertKept(tx, policy.policy);
  }

  /**
   * That a version says here what it said where its first case was opened. A start looks at what is kept by then
   * (`PolicyBook.assertServes`); of two instances that start at once with other texts, one has cases first. Looked up once a
   * version: what is kept stays, once it is committed. On SQLite what a neighbour in the same commit noted may come to nothing yet.
   * @throws Error when it says something else: nothing is decided by that
   */
  async assertKept(tx: Pick<Tx, 'query' | 'afterCommit'>, policyId: string): Promise<void> {
    if (this.compared.has(policyId)) return;
    const [kept] = await tx.query<{ digest: string }>('SELECT digest FROM policies_used WHERE policy_id = ?', [
      policyId,
    ]);
    if (!kept) return;
    const [fault] = this.changed(policyId, kept.digest);
    if (fault !== undefined) throw new PolicyFolderError([fault]);
    tx.afterCommit(() => this.compared.add(policyId));
  }

  /** What is wrong with a version that said something else; nothing if it says the same, or no file holds it. */
  changed(policyId: string, digest: string): string[] {
    const policy = this.version(policyId);
    if (!policy || digestOfPolicy(policy) === digest) return [];
    return [
      `${policyId}.yaml: was changed, and cases are judged under it; put the file back as it was, and write the change ` +
        'into a new version with a later validFrom',
    ];
  }
}
