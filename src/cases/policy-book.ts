import type { Tx } from '../database/transactions.js';
import { parseBodyCalendars } from '../policy/body-calendars.js';
import { parseCalendars, type Calendar } from '../policy/calendar.js';
import { byPlace } from '../policy/read-form.js';
import { parsePolicies, type PoliciesRead, type PolicyError } from '../policy/parse-policy.js';
import type { CrossError } from '../policy/cross-check.js';
import { policyInForce } from '../policy/policy-in-force.js';
import type { Policy } from '../policy/policy.js';
import { coursesOf, skippedSteps, type Course } from '../policy/route.js';
import { buildStatechart, type Statechart } from '../workflow/build-statechart.js';
import { checkStatechart, leafStates } from '../workflow/check-statechart.js';
import { missingYears, yearsToAdd } from './calendar-years.js';
import { KeptVersions } from './kept-versions.js';
import { readFolder } from './policy-files.js';
import { PolicyFolderError } from './policy-folder-error.js';
import { stateWords } from './words.js';

/** A course of one policy version with the statechart built from it. */
export interface Track {
  readonly policy: Policy;
  readonly course: Course;
  readonly chart: Statechart;
}

/** All policy versions, calendars and statecharts: read once at start-up, checked, and kept for as long as the process runs. */
export class PolicyBook {
  readonly kept = new KeptVersions((policyId) => this.policies.find(({ policy }) => policy === policyId));

  private constructor(
    private readonly policies: readonly Policy[],
    readonly calendar: Calendar,
    private readonly tracks: ReadonlyMap<string, Track>,
    private readonly bodyCalendars: ReadonlyMap<string, Calendar>,
    /** What an operator should know of the folder, and nothing is wrong with yet. */
    readonly warnings: readonly string[],
  ) {}

  /**
   * @param folder holds `<jurisdiction>/<first day of validity>.yaml`, `calendars/<year>.json`, and for bodies with days of
   * their own `calendars/bodies/<name>/<year>.json`
   * @param today YYYY-MM-DD in China: by it the operator is warned of calendars to add; nobody is if left out
   * @throws PolicyFolderError with all errors at once
   */
  static read(folder: string, today?: string): PolicyBook {
    const tracks = new Map<string, Track>();
    const { policies: files, strangers, ...ofDays } = readFolder(folder);
    const parsed = parsePolicies(files, (policy) => addTracks(tracks, policy));
    const calendars = parseCalendars(ofDays.calendars);
    const ofBodies = parseBodyCalendars(ofDays.bodyCalendars, calendars.ok ? calendars.calendars : undefined);
    const known = calendars.ok ? calendars.calendars.knownYears : calendars.years;
    const missing = missingYears(folder, firstYearOf(parsed), known);
    const none =
      files.length === 0 ? [`${folder}: holds no policy; add <jurisdiction>/<first day of validity>.yaml`] : [];
    const ofFolder = [...none, ...strangers, ...missing];
    if ('policies' in parsed && calendars.ok && ofBodies.ok && ofFolder.length === 0) {
      const warnings = today === undefined ? [] : yearsToAdd(folder, known, today);
      return new PolicyBook(parsed.policies, calendars.calendars, tracks, ofBodies.calendars, warnings);
    }
    throw new PolicyFolderError([
      ...none,
      ...strangers,
      ...[
        ...('errors' in parsed ? parsed.errors : []),
        ...(calendars.ok ? [] : calendars.errors),
        ...(ofBodies.ok ? [] : ofBodies.errors),
      ]
        .sort(byPlace)
        .map(lineFor),
      ...missing,
    ]);
  }

  /** The names of the calendars that bodies can have. */
  get calendarNames(): readonly string[] {
    return [...this.bodyCalendars.keys()];
  }

  /**
   * A body's calendar, over the national one. @param name null: the national one itself
   * @throws if its files are gone: deadlines are counted by it
   */
  calendarOf(name: string | null): Calendar {
    const calendar = name === null ? this.calendar : this.bodyCalendars.get(name);
    if (!calendar)
      throw new Error(`No file holds the calendar ${String(name)}, by which deadlines are counted; put it back.`);
    return calendar;
  }

  inForce(jurisdiction: string, day: string): Policy | undefined {
    return policyInForce(this.policies, jurisdiction, day);
  }

  /** All versions, as `<jurisdiction>/<first day of validity>`. */
  get ids(): string[] {
    return this.policies.map(({ policy }) => policy);
  }

  /** The courses of a version. */
  tracksOf(policy: Policy): Track[] {
    return [...this.tracks.values()].filter((track) => track.policy === policy);
  }

  /**
   * The version a slate was handed in under.
   * @throws if its policy file is gone
   */
  version(policyId: string): Policy {
    const policy = this.policies.find((known) => known.policy === policyId);
    if (!policy) throw new Error(`No policy file holds ${policyId}, under which cases are judged; put it back.`);
    return policy;
  }

  /**
   * The track a case began on.
   * @throws if its policy file is gone: a version must stay as long as a case refers to it.
   */
  track(policyId: string, courseId: string): Track {
    const track = this.tracks.get(`${policyId}#${courseId}`);
    if (!track) {
      throw new Error(`No policy file holds ${courseId} of ${policyId}, under which a case is judged; put it back.`);
    }
    return track;
  }

  /**
   * Looks, at start-up, whether every policy version that a stored case is judged under is still there, says what it
   * said, and has a chart with the state the case is in.
   * @throws PolicyFolderError naming all that is wrong
   */
  async assertServes(db: Pick<Tx, 'query'>): Promise<void> {
    const used = await db.query<{ policy_id: string; course_id: string; state: string }>(
      'SELECT DISTINCT policy_id, course_id, state FROM cases ORDER BY policy_id, course_id, state',
    );
    const kept = await db.query<{ policy_id: string; digest: string }>(
      'SELECT policy_id, digest FROM policies_used ORDER BY policy_id',
    );
    const counted = await db.query<{ calendar: string }>(
      `SELECT calendar FROM bodies WHERE calendar IS NOT NULL
       UNION SELECT calendar FROM deadlines WHERE calendar IS NOT NULL AND status IN ('running', 'suspended')
       UNION SELECT calendar FROM inquiries WHERE calendar IS NOT NULL AND status = 'open'
       ORDER BY calendar`,
    );
    const faults = [
      ...counted.flatMap(({ calendar }) => this.calendarGone(calendar)),
      ...used.flatMap(({ policy_id, course_id, state }) => this.faultOf(policy_id, course_id, state)),
      ...kept.flatMap(({ policy_id, digest }) => this.kept.changed(policy_id, digest)),
    ];
    if (faults.length > 0) throw new PolicyFolderError([...new Set(faults)]);
  }

  private calendarGone(name: string): string[] {
    return this.bodyCalendars.has(name)
      ? []
      : [
          `calendars/bodies/${name}: is missing, and a body has this calendar; put its files back, or take it from the body first`,
        ];
  }

  private faultOf(policyId: string, courseId: string, state: string): string[] {
    const track = this.tracks.get(`${policyId}#${courseId}`);
    if (!track) {
      return [`${policyId}.yaml: ${courseId} is missing, and cases are judged under it; put the file back as it was`];
    }
    if (leafStates(track.chart).includes(state)) return [];
    return [`${policyId}.yaml: cases on ${courseId} are in the state "${state}", which its statechart does not have`];
  }
}

/** Builds the statecharts of a policy. @returns what is wrong with them, by the route they come of */
function addTracks(tracks: Map<string, Track>, policy: Policy): CrossError[] {
  return coursesOf(policy).flatMap((course) => {
    const id = `${policy.policy}#${course.id}`;
    const { chart, faults } = chartOf(shapeOf(policy, course));
    tracks.set(id, { policy, course, chart });
    const wordless = leafStates(chart).filter((state) => !stateWords(course, state));
    const key = ['routes', policy.routes.indexOf(course.route)];
    const all = [...faults, ...wordless.map((state) => `the state "${state}" has no words`)];
    return all.map((message) => ({ key, message: `${course.id}: ${message}; change its stages` }));
  });
}

/** The first year in which a policy is in force; none if no file says so. */
function firstYearOf(parsed: PoliciesRead): number | undefined {
  if ('errors' in parsed) return parsed.firstYear;
  const years = parsed.policies.map(({ validFrom }) => Number(validFrom.slice(0, 4)));
  return years.length > 0 ? Math.min(...years) : undefined;
}

/** What the chart of a course is built from: the course, and what else its policy says that makes a difference to it. */
export const shapeOf = ({ intention }: Policy, course: Course) => ({ ...course, ...(intention ? { intention } : {}) });

interface Walked {
  readonly chart: Statechart;
  readonly faults: readonly string[];
}

/**
 * A chart depends on nothing but the shape of its course, and most versions differ in other things: each shape is built
 * and walked once. Who shares a chart shares what it has answered, too.
 */
const CHARTS = new Map<string, Walked>();

/** What tells courses apart and no chart looks at. All else does count, so that no new key can be forgotten here. */
const NOT_OF_THE_SHAPE = ['id', 'name', 'source', 'posts', 'regimes', 'occasions', 'revokedBy', 'completions'];

function chartOf(course: ReturnType<typeof shapeOf>): Walked {
  const shape = JSON.stringify(course, (key, value: unknown) => (NOT_OF_THE_SHAPE.includes(key) ? undefined : value));
  const known = CHARTS.get(shape);
  if (known) return known;
  const chart = buildStatechart(course.id, course);
  const walked = { chart, faults: checkStatechart(chart, skippedSteps(course.route, {})) };
  CHARTS.set(shape, walked);
  return walked;
}

const lineFor = ({ file, line, key, message }: PolicyError): string =>
  [`${file}:${line}`, ...(key === '' ? [] : [`${key}:`]), message].join(' ');
