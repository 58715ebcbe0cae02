import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';

const VENDORS =
  'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:flowable="http://flowable.org/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:other="http://example.org/other"';

function file(body: string, roots = ''): string {
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:approval="urn:approval:bpmn:1" ${VENDORS} targetNamespace="t">${roots}<process id="p">${body}</process></definitions>`;
}

function found(xml: string | Uint8Array): string[] {
  const compiled = compile(xml);
  return 'refused' in compiled ? compiled.refused.map((one) => `${one.element} ${one.code}`) : [];
}

const flow = (source: string, target: string, condition?: string): string =>
  `<sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}">${condition === undefined ? '' : `<conditionExpression>${condition}</conditionExpression>`}</sequenceFlow>`;
const timer = (kind: string, text: string): string => `<timerEventDefinition><time${kind}>${text}</time${kind}></timerEventDefinition>`;
const line = '<startEvent id="s"/><task id="a"/><endEvent id="e"/>' + flow('s', 'a') + flow('a', 'e');
const catching = (definition: string): string =>
  `<startEvent id="s"/><intermediateCatchEvent id="c">${definition}</intermediateCatchEvent><endEvent id="e"/>` +
  flow('s', 'c') +
  flow('c', 'e');
const gated = (gateway: string, ...conditions: (string | undefined)[]): string =>
  `<startEvent id="s"/>${gateway}<task id="a"/><task id="b"/>` +
  flow('s', 'g') +
  flow('g', 'a', conditions[0]) +
  flow('g', 'b', conditions[1]);

const passable = (same: string, requires: string, tone: string): string =>
  `<userTask id="a" approval:sameApprover="${same}"><extensionElements><approval:decisions variable="v"><approval:decision value="y" label="y" requires="${requires}" tone="${tone}"/></approval:decisions></extensionElements></userTask>`;

/** Title, what is wrong, the findings, and the same without the mistake. */
const cases: [string, string, string[], string][] = [
  [
    'an element BPMN does not have',
    line.replace('<task id="a"/>', '<job id="a"/>'),
    ['a invalid-element', 's_a invalid-flow', 'a_e invalid-flow'],
    line,
  ],
  [
    'an attribute BPMN does not have',
    line.replace('<task id="a"', '<task id="a" retries="3"'),
    ['a invalid-attribute'],
    line.replace('<task id="a"', '<task id="a" other:retries="3"'),
  ],
  ['no boolean', line.replace('<task id="a"', '<task id="a" isForCompensation="maybe"'), ['a invalid-attribute'], line],
  ['the same id twice', line + '<task id="a"/>', ['a invalid-id'], line],
  ['a reference to nothing', line + flow('a', 'nowhere'), ['a_nowhere invalid-reference'], line],
  [
    'two conditions on a flow',
    gated('<exclusiveGateway id="g"/>', 'x = 1</conditionExpression><conditionExpression>x = 2', 'true'),
    ['g_a invalid-element'],
    gated('<exclusiveGateway id="g"/>', 'x = 1', 'true'),
  ],
  [
    'a flow into a sub-process',
    line + '<subProcess id="sp"><task id="i"/></subProcess>' + flow('a', 'sp') + flow('a', 'i'),
    ['a_i invalid-flow'],
    line + '<subProcess id="sp"><task id="i"/></subProcess>' + flow('a', 'sp'),
  ],
  ['a way into a start event', line + flow('a', 's'), ['s invalid-start-event'], line],
  ['a way out of an end event', line + flow('e', 'a'), ['e invalid-end-event'], line],
  ['what no path leads to', line + '<task id="lost"/>', ['lost invalid-unreachable'], '<task id="lost"/><task id="b"/>'],
  [
    'a circle nobody enters',
    line + '<task id="x"/><task id="y"/>' + flow('x', 'y') + flow('y', 'x'),
    ['x invalid-unreachable', 'y invalid-unreachable'],
    line,
  ],
  [
    'a gateway without a way out',
    '<startEvent id="s"/><exclusiveGateway id="g"/>' + flow('s', 'g'),
    ['g invalid-gateway'],
    gated('<exclusiveGateway id="g"/>', 'true', 'false'),
  ],
  [
    'a condition behind a parallel gateway',
    gated('<parallelGateway id="g"/>', 'true'),
    ['g_a invalid-condition'],
    gated('<parallelGateway id="g"/>'),
  ],
  [
    'a default flow of another node',
    gated('<exclusiveGateway id="g" default="s_g"/>', 'true'),
    ['g invalid-default'],
    gated('<exclusiveGateway id="g" default="g_b"/>', 'true'),
  ],
  [
    'a condition that does not parse',
    gated('<exclusiveGateway id="g"/>', 'x ==', 'true'),
    ['g_a invalid-expression'],
    gated('<exclusiveGateway id="g"/>', 'x = 1', 'true'),
  ],
  [
    'a test that is no value',
    gated('<exclusiveGateway id="g"/>', 'x == 1', 'true'),
    ['g_a invalid-expression'],
    gated('<exclusiveGateway id="g"/>', '${x == 1}', 'true'),
  ],
  [
    'a function that does not exist',
    gated('<exclusiveGateway id="g"/>', 'check(x)', 'true'),
    ['g_a invalid-expression'],
    gated('<exclusiveGateway id="g"/>', 'count(x) > 0', 'true'),
  ],
  [
    'a method call',
    gated('<exclusiveGateway id="g"/>', '${bean.check(x)}', 'true'),
    ['g_a unsupported-vendor-expression'],
    gated('<exclusiveGateway id="g"/>', '${!x &amp;&amp; y &gt; 3}', 'true'),
  ],
  ['an end without a text', catching('<timerEventDefinition/>'), ['c invalid-timer'], catching(timer('Duration', 'PT1H'))],
  ['a bad duration', catching(timer('Duration', 'P5X')), ['c invalid-timer'], catching(timer('Duration', 'P5W'))],
  ['a duration without a number', catching(timer('Duration', 'PT')), ['c invalid-timer'], catching(timer('Duration', 'PT0.5S'))],
  ['a bad date', catching(timer('Date', '2026-02-30')), ['c invalid-timer'], catching(timer('Date', '2026-02-28'))],
  ['a bad cycle', catching(timer('Cycle', 'R3/soon')), ['c invalid-timer'], catching(timer('Cycle', 'R3/PT1H'))],
  ['a cycle of no length', catching(timer('Cycle', 'R/PT0S')), ['c invalid-timer'], catching(timer('Cycle', 'R/PT1S'))],
  ['words for a time', catching(timer('Date', 'time is an illusion')), ['c invalid-timer'], catching(timer('Date', 'moment'))],
  ['a cron expression', catching(timer('Cycle', '0 0/5 * * * ?')), ['c unsupported-vendor-cron'], catching(timer('Cycle', 'R/PT5M'))],
  [
    'two times in a timer',
    catching('<timerEventDefinition><timeDate>2026-01-01</timeDate><timeDuration>PT1H</timeDuration></timerEventDefinition>'),
    ['c invalid-timer'],
    catching(timer('Duration', 'PT1H')),
  ],
  ['a message event without a message', catching('<messageEventDefinition/>'), ['c invalid-message'], catching(timer('Duration', 'PT1H'))],
  ['a signal event without a signal', catching('<signalEventDefinition/>'), ['c invalid-signal'], catching(timer('Duration', 'PT1H'))],
  [
    'a condition without one',
    catching('<conditionalEventDefinition/>'),
    ['c invalid-condition'],
    catching('<conditionalEventDefinition><condition>x</condition></conditionalEventDefinition>'),
  ],
  ['catching nothing', catching(''), ['c invalid-intermediate-event'], catching(timer('Duration', 'PT1H'))],
  [
    'catching an error in the flow',
    catching('<errorEventDefinition/>'),
    ['c invalid-intermediate-event'],
    catching(timer('Duration', 'PT1H')),
  ],
  [
    'cancelling without a transaction',
    line.replace('<endEvent id="e"/>', '<endEvent id="e"><cancelEventDefinition/></endEvent>'),
    ['e invalid-end-event'],
    '<startEvent id="s"/><transaction id="t"><startEvent id="s2"/><endEvent id="e"><cancelEventDefinition/></endEvent>' +
      flow('s2', 'e') +
      '</transaction>' +
      flow('s', 't'),
  ],
  [
    'a boundary event on a gateway',
    gated('<exclusiveGateway id="g"/>', 'true') + `<boundaryEvent id="b1" attachedToRef="g">${timer('Duration', 'PT1H')}</boundaryEvent>`,
    ['b1 invalid-reference'],
    gated('<exclusiveGateway id="g"/>', 'true') + `<boundaryEvent id="b1" attachedToRef="a">${timer('Duration', 'PT1H')}</boundaryEvent>`,
  ],
  [
    'a boundary event of no kind',
    line + '<boundaryEvent id="b1" attachedToRef="a"/>',
    ['b1 invalid-boundary-event'],
    line + `<boundaryEvent id="b1" attachedToRef="a">${timer('Duration', 'PT1H')}</boundaryEvent>`,
  ],
  [
    'an error that does not interrupt',
    line + '<boundaryEvent id="b1" attachedToRef="a" cancelActivity="false"><errorEventDefinition/></boundaryEvent>',
    ['b1 invalid-boundary-event'],
    line + '<boundaryEvent id="b1" attachedToRef="a"><errorEventDefinition/></boundaryEvent>',
  ],
  [
    'a way into a boundary event',
    line + `<boundaryEvent id="b1" attachedToRef="a">${timer('Duration', 'PT1H')}</boundaryEvent>` + flow('a', 'b1'),
    ['b1 invalid-boundary-event'],
    line,
  ],
  [
    'an event-based gateway to a task',
    '<startEvent id="s"/><eventBasedGateway id="g"/><task id="a"/><receiveTask id="b"/>' + flow('s', 'g') + flow('g', 'a') + flow('g', 'b'),
    ['a invalid-event-gateway'],
    '<startEvent id="s"/><eventBasedGateway id="g"/><receiveTask id="a"/><receiveTask id="b"/>' +
      flow('s', 'g') +
      flow('g', 'a') +
      flow('g', 'b'),
  ],
  [
    'a link to nowhere',
    '<startEvent id="s"/><intermediateThrowEvent id="l"><linkEventDefinition name="L"/></intermediateThrowEvent>' + flow('s', 'l'),
    ['l invalid-link'],
    '<startEvent id="s"/><intermediateThrowEvent id="l"><linkEventDefinition name="L"/></intermediateThrowEvent><intermediateCatchEvent id="m"><linkEventDefinition name="L"/></intermediateCatchEvent><endEvent id="e"/>' +
      flow('s', 'l') +
      flow('m', 'e'),
  ],
  [
    'an event sub-process with two start events',
    line +
      '<subProcess id="sp" triggeredByEvent="true"><startEvent id="x"><errorEventDefinition/></startEvent><startEvent id="y"><escalationEventDefinition/></startEvent></subProcess>',
    ['sp invalid-event-sub-process'],
    line + '<subProcess id="sp" triggeredByEvent="true"><startEvent id="x"><errorEventDefinition/></startEvent></subProcess>',
  ],
  [
    'an event sub-process in the flow',
    line +
      '<subProcess id="sp" triggeredByEvent="true"><startEvent id="x"><errorEventDefinition/></startEvent></subProcess>' +
      flow('a', 'sp'),
    ['sp invalid-event-sub-process'],
    line,
  ],
  [
    'a message start in a sub-process',
    line + '<subProcess id="sp"><startEvent id="x"><signalEventDefinition signalRef="sg"/></startEvent></subProcess>' + flow('a', 'sp'),
    ['x invalid-start-event'],
    line,
  ],
  [
    'multi-instance of nothing',
    line.replace('<task id="a"/>', '<task id="a"><multiInstanceLoopCharacteristics/></task>'),
    ['a invalid-loop'],
    line.replace(
      '<task id="a"/>',
      '<task id="a"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></task>',
    ),
  ],
  [
    'a script in another language',
    line.replace('<task id="a"/>', '<scriptTask id="a" scriptFormat="groovy"><script>1</script></scriptTask>'),
    ['a unsupported-script-language'],
    line.replace('<task id="a"/>', '<scriptTask id="a" scriptFormat="feel"><script>1</script></scriptTask>'),
  ],
  [
    'a listener',
    line.replace(
      '<task id="a"/>',
      '<task id="a"><extensionElements><camunda:executionListener event="start" class="x"/></extensionElements></task>',
    ),
    ['a unsupported-vendor-listener'],
    line.replace(
      '<task id="a"/>',
      '<task id="a"><extensionElements><camunda:properties/><other:executionListener/></extensionElements></task>',
    ),
  ],
  [
    'a mapping',
    line.replace(
      '<task id="a"/>',
      '<serviceTask id="a"><extensionElements><zeebe:ioMapping><zeebe:input source="x" target="y"/></zeebe:ioMapping></extensionElements></serviceTask>',
    ),
    ['a unsupported-vendor-mapping'],
    line.replace(
      '<task id="a"/>',
      '<serviceTask id="a" camunda:class="x" camunda:asyncBefore="true" flowable:type="mail"><extensionElements><zeebe:taskDefinition type="x"/></extensionElements></serviceTask>',
    ),
  ],
  [
    'a called element that lies elsewhere',
    line.replace('<task id="a"/>', '<callActivity id="a" calledElement="other"/>'),
    ['a unsupported-called-element'],
    line,
  ],
  ['a call activity that calls nothing', line.replace('<task id="a"/>', '<callActivity id="a"/>'), ['a invalid-call-activity'], line],
  [
    'a vote without its figure',
    line.replace('<task id="a"/>', '<userTask id="a"><extensionElements><approval:vote rule="count"/></extensionElements></userTask>'),
    ['a invalid-vote'],
    line.replace(
      '<task id="a"/>',
      '<userTask id="a"><extensionElements><approval:vote rule="count" count="1"/></extensionElements></userTask>',
    ),
  ],
  [
    'handlers kept apart from what is no user task',
    line.replace('<task id="a"/>', '<userTask id="a" approval:separateFrom="a e nowhere"/>'),
    ['a invalid-approval', 'a invalid-approval', 'a invalid-approval'],
    line.replace('<task id="a"/>', '<userTask id="a"/><userTask id="b" approval:separateFrom="a"/>') + flow('a', 'b'),
  ],
  [
    'a task passed over for no known reason',
    line.replace('<task id="a"/>', '<userTask id="a" approval:sameApprover="maybe"/>'),
    ['a invalid-approval'],
    line.replace('<task id="a"/>', '<userTask id="a" approval:sameApprover="ask"/>'),
  ],
  [
    'a task passed over that needs more than an approval',
    line.replace('<task id="a"/>', passable('skip', 'marks', 'primary')),
    ['a invalid-approval'],
    line.replace('<task id="a"/>', passable('skip', 'opinion', 'primary')),
  ],
  [
    'a task passed over that nobody could say what it decides',
    line.replace('<task id="a"/>', passable('skip', 'none', 'default')),
    ['a invalid-approval'],
    line.replace('<task id="a"/>', passable('ask', 'none', 'default')),
  ],
  [
    'text where none may stand',
    line.replace('<task id="a"/>', '<task id="a">do it</task>'),
    ['a invalid-element'],
    line.replace('<task id="a"/>', '<task id="a"><documentation>do it</documentation></task>'),
  ],
  ['two mistakes', gated('<exclusiveGateway id="g"/>', 'x ==', '1 +'), ['g_a invalid-expression', 'g_b invalid-expression'], line],
];

describe('refusals', () => {
  it.each(cases)('%s', (_title, wrong, findings, right) => {
    expect(found(file(wrong, '<signal id="sg"/>')).toSorted()).toEqual(findings.toSorted());
    expect(found(file(right))).toEqual([]);
  });

  it('refuses what is no BPMN', () => {
    expect(found('')).toEqual(['null not-well-formed']);
    expect(found('<a><b></a>')).toEqual(['null not-well-formed']);
    expect(found('<process/>')).toEqual(['null invalid-definitions']);
    expect(found('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>')).toEqual(['null not-executable']);
  });

  it('does not run a process that is not executable, and passes over it beside one that is', () => {
    const off = '<process id="q" isExecutable="false"><task id="x"/><scriptTask id="y"/></process>';
    expect(found(file(line).replace(/<process id="p">.*<\/process>/, off))).toEqual(['q not-executable']);
    expect(found(file(line, off))).toEqual([]);
    expect(compile(file(line, off), { process: 'q' })).toMatchObject({ refused: [{ element: 'q', code: 'not-executable' }] });
  });

  it('expands no entity and tolerates a DTD', () => {
    const dtd = '<!DOCTYPE definitions [<!ENTITY x "y">]>';
    expect(found(dtd + file(line))).toEqual([]);
    expect(found(dtd + file(line.replace('<task id="a"', '<task id="a" name="&x;"')))).toEqual(['null unsupported-entity']);
    expect(found(file(line.replace('<task id="a"', '<task id="a" name="&x;"')))).toEqual(['null not-well-formed']);
  });
});
