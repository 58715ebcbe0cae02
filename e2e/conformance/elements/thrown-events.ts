import { boundary, chain, definitions, file, flow, node, process } from '../bpmn.ts';
import type { Expected, Trial } from '../trial.ts';
import type { EventType } from './event-kinds.ts';

/** What a thrown event must bring about; `hosted` is caught at the border of the sub-process it is thrown in. */
const EFFECTS: Record<string, { expect: Expected; hosted?: string }> = {
  none: { expect: { visits: ['ev', 'done'] } },
  message: { expect: { visits: ['ev', 'byMessage'] } },
  signal: { expect: { visits: ['ev', 'bySignal'] } },
  multiple: { expect: { visits: ['ev', 'byMessage', 'bySignal'] } },
  escalation: { expect: { visits: ['ev', 'caught', 'done'] }, hosted: definitions.escalation },
  error: { expect: { visits: ['ev', 'caught'], never: ['done'] }, hosted: definitions.error },
  compensation: { expect: { visits: ['ev', 'attached', 'undo', 'done'] } },
  cancel: { expect: { visits: ['ev', 'attached', 'undo', 'caught'], never: ['done'] }, hosted: definitions.cancel },
  // Ends the sub-process, with the task beside it still open, and nothing round it.
  terminate: { expect: { visits: ['beside', 'ev', 'done'], never: ['besideDone'] } },
  link: { expect: { visits: ['ev', 'target', 'after', 'done'] } },
};

/** A sub-process with an activity that can be undone, then the event; receivers of what it throws stand in processes of their own. */
export function thrown(type: EventType, local: 'intermediateThrowEvent' | 'endEvent'): Trial {
  const effect = EFFECTS[type.name] ?? { expect: {} };
  const passes = local === 'intermediateThrowEvent' && type.name !== 'link';
  const linked = type.name === 'link' && local === 'intermediateThrowEvent';
  const beside =
    type.name === 'terminate'
      ? node('userTask', 'beside') + node('endEvent', 'besideDone') + flow('i', 'beside') + chain('beside', 'besideDone')
      : '';
  const body =
    node('startEvent', 'i') +
    node('task', 'prepared') +
    boundary('attached', 'prepared', definitions.compensation) +
    node('task', 'undo', '', 'isForCompensation="true"') +
    node('association', 'as', '', 'sourceRef="attached" targetRef="undo"') +
    beside +
    node(local, 'ev', type.written, type.attributes) +
    chain('i', 'prepared', 'ev') +
    (passes ? node('endEvent', 'after') + chain('ev', 'after') : '') +
    (linked ? node('intermediateCatchEvent', 'target', type.written) + node('endEvent', 'after') + chain('target', 'after') : '');
  const tag = type.name === 'cancel' ? 'transaction' : 'subProcess';
  const caught = effect.hosted
    ? boundary('caught', 'host', effect.hosted, type.name === 'escalation' ? 'cancelActivity="false"' : '') +
      node('endEvent', 'saved') +
      chain('caught', 'saved')
    : '';
  const receivers =
    process('q', node('startEvent', 'byMessage', definitions.message) + node('endEvent', 'q_e') + chain('byMessage', 'q_e')) +
    process('r', node('startEvent', 'bySignal', definitions.signal) + node('endEvent', 'r_e') + chain('bySignal', 'r_e'));
  const bpmn = file(
    process('p', node('startEvent', 's') + node(tag, 'host', body) + caught + node('endEvent', 'done') + chain('s', 'host', 'done')) +
      receivers,
  );
  return { bpmn, scenario: { process: 'p' }, expect: { status: 'completed', ...effect.expect } };
}
