/** What the statechart needs to know of a course; a course of the policy has this shape without either knowing the other. */
export interface RouteShape {
  readonly route: {
    readonly stages: readonly StageShape[];
  };
  /** Before which acts those concerned are told what is intended, and heard. */
  readonly intention?: { readonly before: readonly ('reject' | 'revoke')[] };
  readonly completion: { readonly acts: readonly ('file' | 'register')[] };
}

export type StageShape =
  | {
      readonly kind: 'review';
      readonly step: string;
      readonly by: string;
      readonly silence?: { readonly acceptance?: 'accepted'; readonly decision?: 'consent' };
      readonly deferrals?: { readonly atMost: number };
      readonly supplements?: { readonly atMost: number; readonly within: 'acceptance' | 'decision' };
    }
  | { readonly kind: 'notice'; readonly by: string }
  | { readonly kind: 'election' }
  | { readonly kind: 'completion'; readonly by: string };

export type ReviewShape = Extract<StageShape, { kind: 'review' }>;

/** Told with every state: in which function a body must act next, and in which words the state is shown. */
export interface StateMeta {
  /** `submitting_body`, a function of the organisation's bodies, or null when nobody's turn it is. */
  readonly turn: string | null;
  readonly step: string | null;
}

/** The states between the vote and the end, and the end. */
export function completionOf(acts: readonly ('file' | 'register')[]) {
  const registers = acts.includes('register');
  const files = acts.includes('file');
  return {
    going: acts.length === 0 ? [] : ['elected', ...(files && registers ? ['filed'] : [])],
    end: registers ? 'registered' : files ? 'filed' : 'approved',
  };
}
