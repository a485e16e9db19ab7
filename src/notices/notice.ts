import { createHash } from 'node:crypto';
import { canonicalJson, type JsonValue } from '../kernel/canonical-json.js';

/** One person on a notice. Only these fields are ever public; what is not named here cannot leave. */
export interface NoticeLine {
  /** Place on the notice, from 1; an objection names it. */
  readonly line: number;
  readonly name: string;
  readonly sex: 'male' | 'female';
  /** Year and month only: YYYY-MM. */
  readonly birthMonth: string;
  readonly education: string | null;
  readonly employer: string | null;
  readonly employerPost: string | null;
  readonly posts: readonly string[];
}

/** A public notice as published: built field by field, frozen, and digested. */
export interface NoticeContent {
  readonly number: string;
  readonly issuer: { readonly id: string; readonly name: string };
  readonly organisation: { readonly name: string; readonly kind: string; readonly uscc: string | null };
  readonly occasion: string;
  readonly lines: readonly NoticeLine[];
  /** Instants, ISO 8601 UTC; the day of publication does not count, the last day counts to its end in China. */
  readonly publishedAt: string;
  readonly endsAt: string;
  readonly lastDay: string;
  readonly howToObject: { readonly 'zh-CN': string; readonly en: string };
}

export const HOW_TO_OBJECT = {
  'zh-CN': '公示期内，任何单位和个人均可对公示人选提出异议，写明事实；可以署名，也可以匿名。提出后取得回执编号。',
  en: 'Until the notice ends anyone may object to a candidate and state facts, under their name or anonymously. A receipt code is given.',
} as const;

/** SHA-256 of the canonical JSON (RFC 8785), hex: it stands in the audit entry, so that a reader can check the text. */
export const digestOf = (content: NoticeContent): string =>
  createHash('sha256')
    .update(canonicalJson(content as unknown as JsonValue), 'utf8')
    .digest('hex');
