import type { OrganisationKind } from '../terms.js';
import type { CheckFacts } from './facts.js';

/** What only organisations of one kind can be, and of which kind. */
const KIND_OF = {
  /** 基金会管理条例 art. 20: other rules hold for relatives on its council. */
  privatelyFunded: 'foundation',
  /** 民办教育促进法实施条例 art. 25: other rules hold for the head of its decision body. */
  school: 'social_service_institution',
} as const satisfies Record<string, OrganisationKind>;

export type Particular = keyof typeof KIND_OF;
export const PARTICULARS = Object.keys(KIND_OF) as Particular[];

type Stated = Pick<CheckFacts['organisation'], 'kind' | Particular>;

/** Undefined: nobody has stated it, and it is a question of this kind of organisation. */
export const particularOf = (organisation: Stated, name: Particular): boolean | undefined =>
  organisation.kind === KIND_OF[name] ? organisation[name] : false;

/** What an organisation is said to be that only organisations of another kind are. */
export const misplacedIn = (organisation: Stated): { readonly field: Particular; readonly kind: OrganisationKind }[] =>
  PARTICULARS.filter((name) => organisation[name] === true && organisation.kind !== KIND_OF[name]).map((name) => ({
    field: name,
    kind: KIND_OF[name],
  }));
