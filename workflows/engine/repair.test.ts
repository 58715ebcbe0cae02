import { expect, test } from 'vitest';
import { bpmn, program, Run } from './run.test-support.ts';

const REASON = { by: 'chief', reason: 'by hand' };
const fork = `<startEvent id="S"/><userTask id="A"/><exclusiveGateway id="G"/><userTask id="Big"/><userTask id="Small"/><endEvent id="E"/>
  S -> A
  A -> G
  G -> Big [area > 100]
  <sequenceFlow id="small" sourceRef="G" targetRef="Small"><conditionExpression>area &lt;= 100</conditionExpression></sequenceFlow>
  Big -> E
  Small -> E`;

const stuck = (body = fork, variables = {}) => {
  const run = new Run(program(bpmn(body))).start(variables);
  run.complete('A');
  const incident = () => Object.values(run.state.incidents)[0]?.id ?? 0;
  return { run, incident };
};

test('a variable is corrected with the retry, and what it was before is told', () => {
  const { run, incident } = stuck(fork, { area: null, other: 1 });
  expect(run.incidents).toEqual(['G:no-flow']);
  expect(run.step({ kind: 'incidentRetried', incident: incident(), variables: { area: 250, made: 'new' } })).toBe('ok');
  expect(run.open).toEqual(['Big']);
  expect(run.commands).toContainEqual({
    kind: 'variablesSet',
    element: 'G',
    changes: [
      { name: 'area', before: null, after: 250 },
      { name: 'made', after: 'new' },
    ],
  });
});

test('a variable is corrected first and tried later; another try without it fails as before', () => {
  const { run, incident } = stuck();
  expect(run.step({ kind: 'incidentRetried', incident: incident() })).toBe('ok');
  expect(run.incidents).toHaveLength(1);
  expect(run.step({ kind: 'variablesSet', variables: { area: 3 }, incident: incident(), ...REASON })).toBe('ok');
  expect(run.incidents).toHaveLength(1);
  expect(run.step({ kind: 'incidentRetried', incident: incident() })).toBe('ok');
  expect(run.open).toEqual(['Small']);
  expect(run.step({ kind: 'variablesSet', variables: { area: 4 }, incident: 999, ...REASON })).toBe('no-such-incident');
  expect(run.step({ kind: 'variablesSet', variables: { area: 4 }, by: 'chief', reason: '' })).toBe('no-reason');
});

test('skipping a gateway is choosing its way; without one, or twice, it is refused', () => {
  const { run, incident } = stuck();
  const skip = { kind: 'incidentSkipped' as const, incident: incident(), ...REASON };
  expect(run.step(skip)).toBe('needs-flow');
  expect(run.step({ ...skip, flow: 'elsewhere' })).toBe('needs-flow');
  expect(run.step({ ...skip, flow: 'small', reason: ' ' })).toBe('no-reason');
  expect(run.step({ ...skip, flow: 'small' })).toBe('ok');
  expect(run.open).toEqual(['Small']);
  expect(run.step({ ...skip, flow: 'small' })).toBe('no-such-incident');
});

test('an activity is skipped as if it had completed; what is beside its conditional flow is not forgotten', () => {
  const { run, incident } =
    stuck(`<startEvent id="S"/><userTask id="A"/><scriptTask id="Sum" scriptFormat="feel"><script>unknown + 1</script></scriptTask>
    <userTask id="B"/><userTask id="C"/><userTask id="D"/>
    S -> A
    A -> Sum
    Sum -> B
    B -> C
    <sequenceFlow id="maybe" sourceRef="B" targetRef="D"><conditionExpression>unknown</conditionExpression></sequenceFlow>`);
  expect(run.incidents).toEqual(['Sum:expression-failed']);
  expect(run.step({ kind: 'incidentSkipped', incident: incident(), ...REASON })).toBe('ok');
  expect(run.open).toEqual(['B']);
  run.complete('B');
  expect(run.step({ kind: 'incidentSkipped', incident: incident(), flow: 'maybe', ...REASON })).toBe('ok');
  expect(run.open).toEqual(['C', 'D']);
});

test('a process that could not begin begins once it can, and has nothing to skip', () => {
  const run = new Run(
    program(
      bpmn(`<startEvent id="S"/><userTask id="A"/><endEvent id="E"/>
        <subProcess id="Beside" triggeredByEvent="true"><startEvent id="b"><timerEventDefinition><timeDuration xsi:type="tFormalExpression">wait</timeDuration></timerEventDefinition></startEvent></subProcess>
        S -> A
        A -> E`),
    ),
  ).start();
  const incident = Object.values(run.state.incidents)[0]!;
  expect(incident.token).toBeNull();
  expect(run.step({ kind: 'incidentSkipped', incident: incident.id, ...REASON })).toBe('cannot-skip');
  expect(run.step({ kind: 'incidentRetried', incident: incident.id })).toBe('ok');
  const [again] = Object.values(run.state.incidents);
  expect(run.step({ kind: 'incidentRetried', incident: again!.id, variables: { wait: 'P1D' } })).toBe('ok');
  expect(run.open).toEqual(['A']);
  expect(run.incidents).toEqual([]);
});
