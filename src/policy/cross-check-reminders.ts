import type { CrossError } from './cross-check-rules.js';
import type { Policy } from './policy.js';
import type { Reminder } from './reminder.js';
import type { PeriodKey } from './terms.js';

/** The periods in which something is waited for from who submitted; in the others a body is on turn, or a department is asked. */
const OF_THE_SUBMITTER: readonly PeriodKey[] = ['supplement', 'validity', 'reconsideration', 'answer'];

/** What a schema cannot say of reminders: that they come in time, and to somebody who can do something. */
export const crossCheckReminders = ({ reminders = [], periods }: Policy): CrossError[] =>
  reminders.flatMap((reminder, place) => {
    const key = ['reminders', place];
    const { id, when, days } = reminder;
    const first = reminders.findIndex((other) => other.id === id) === place;
    const tooEarly =
      when === 'before' ? reminder.periods.filter((period) => (periods[period]?.length ?? days + 1) <= days) : [];
    const unstated = reminder.periods.filter((period) => periods[period] === undefined);
    return [
      ...(first ? [] : [{ key, message: `the reminder "${id}" is written twice; give each an id of its own` }]),
      ...tooEarly.map((period) => ({
        key: [...key, 'days'],
        message: `"${id}" would come before the period "${period}" begins; make it fewer days`,
        given: ['periods'] as const,
      })),
      ...(when === 'after' && days === 0
        ? [{ key: [...key, 'days'], message: `"${id}" has to come at least a day after; on the last day, say before` }]
        : []),
      ...unstated.map((period) => ({
        key: [...key, 'periods'],
        message: `"${id}" is of the period "${period}", which the policy does not state; add it there, or take it out here`,
        given: ['periods'] as const,
      })),
      ...(when === 'after' && reminder.periods.includes('answer')
        ? [
            {
              key: [...key, 'when'],
              message: `who has not answered what is intended is not late, the case goes on; say before`,
            },
          ]
        : []),
      ...recipients(reminder, key),
    ];
  });

function recipients({ id, when, to, nextInLine, periods }: Reminder, key: (string | number)[]): CrossError[] {
  const submitters = to === 'submitters';
  const wrong = periods.filter((period) => OF_THE_SUBMITTER.includes(period) !== submitters);
  const escalates = to === 'next_in_line';
  return [
    ...wrong.map((period) => ({
      key: [...key, 'to'],
      message: submitters
        ? `in the period "${period}" a body is on turn, not who submitted; name handlers or approvers`
        : `in the period "${period}" who submitted is on turn; name submitters`,
    })),
    ...(escalates && periods.includes('inquiry')
      ? [
          {
            key: [...key, 'to'],
            message: `no body of a case stands above a department that is asked; name handlers or approvers`,
          },
        ]
      : []),
    ...(escalates === (nextInLine !== undefined)
      ? []
      : [
          {
            key: [...key, 'nextInLine'],
            message: escalates ? `"${id}" has to say who is next in line` : `only "to: next_in_line" has a line`,
          },
        ]),
    ...(escalates && when === 'before'
      ? [{ key: [...key, 'when'], message: `"${id}" would escalate what is not late yet; say after` }]
      : []),
  ];
}
