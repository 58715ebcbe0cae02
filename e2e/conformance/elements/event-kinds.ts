import { definitions } from '../bpmn.ts';

/** One type of event: how it is written, and what makes it come. */
export interface EventType {
  name: string;
  /** The definitions inside the event. */
  written: string;
  /** Further attributes of a catching event. */
  attributes?: string;
  /** Steps after which it has come. `thrown`: the activity inside the host throws it when it is completed. */
  come: object[] | 'thrown';
  /** Steps after which it has not come yet. */
  notYet?: object[];
  /** The positions where BPMN has it (Table 10.93). */
  positions: Position[];
}

export type Position =
  | 'start'
  | 'start of an event sub-process, interrupting'
  | 'start of an event sub-process, not interrupting'
  | 'intermediate, catching'
  | 'behind an event-based gateway'
  | 'behind an instantiating gateway'
  | 'behind a parallel instantiating gateway'
  | 'intermediate, throwing'
  | 'boundary, interrupting'
  | 'boundary, not interrupting'
  | 'end'
  | 'start of a sub-process';

const catching: Position[] = [
  'start',
  'start of an event sub-process, interrupting',
  'start of an event sub-process, not interrupting',
  'intermediate, catching',
  'behind an event-based gateway',
  'behind an instantiating gateway',
  'behind a parallel instantiating gateway',
  'boundary, interrupting',
  'boundary, not interrupting',
];
const scoped: Position[] = ['start of an event sub-process, interrupting', 'boundary, interrupting'];
const throwing: Position[] = ['intermediate, throwing', 'end'];

const timer = (kind: string, text: string): string => `<timerEventDefinition><time${kind}>${text}</time${kind}></timerEventDefinition>`;
const hour: object[] = [{ advance: 'PT1H' }];
const almost: object[] = [{ advance: 'PT59M' }];

/** Every type of event (10.5.5). */
export const EVENTS: EventType[] = [
  { name: 'none', written: '', come: [], positions: ['start', 'start of a sub-process', ...throwing] },
  { name: 'message', written: definitions.message, come: [{ message: 'm' }], positions: [...catching, ...throwing] },
  { name: 'timer, date', written: timer('Date', '2026-01-05T10:00:00+08:00'), come: hour, notYet: almost, positions: catching },
  { name: 'timer, duration', written: timer('Duration', 'PT1H'), come: hour, notYet: almost, positions: catching },
  { name: 'timer, cycle', written: timer('Cycle', 'R2/PT1H'), come: hour, notYet: almost, positions: catching },
  { name: 'signal', written: definitions.signal, come: [{ signal: 'sg' }], positions: [...catching, ...throwing] },
  {
    name: 'conditional',
    written: definitions.conditional,
    come: [{ complete: 'go', variables: { go: true } }],
    notYet: [{ complete: 'go', variables: { go: false } }],
    positions: catching,
  },
  {
    name: 'escalation',
    written: definitions.escalation,
    come: 'thrown',
    positions: [...scoped, 'start of an event sub-process, not interrupting', 'boundary, not interrupting', ...throwing],
  },
  { name: 'error', written: definitions.error, come: 'thrown', positions: [...scoped, 'end'] },
  {
    name: 'compensation',
    written: definitions.compensation,
    come: 'thrown', // An attribute that says it does not interrupt has no bearing on it (10.5.5).
    positions: [...scoped, 'boundary, not interrupting', ...throwing],
  },
  { name: 'cancel', written: definitions.cancel, come: 'thrown', positions: ['boundary, interrupting', 'end'] },
  { name: 'terminate', written: definitions.terminate, come: [], positions: ['end'] },
  { name: 'link', written: definitions.link, come: [], positions: ['intermediate, catching', 'intermediate, throwing'] },
  {
    name: 'multiple',
    written: definitions.message + definitions.signal,
    come: [{ signal: 'sg' }],
    positions: [...catching, ...throwing],
  },
  {
    name: 'parallel multiple',
    written: definitions.message + definitions.signal,
    attributes: 'parallelMultiple="true"',
    come: [{ message: 'm' }, { signal: 'sg' }],
    notYet: [{ signal: 'sg' }],
    positions: catching,
  },
];
