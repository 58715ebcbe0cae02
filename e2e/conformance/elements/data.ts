import { boundary, chain, definitions, file, flow, node, process } from '../bpmn.ts';
import { type Entry, line, rowsOf } from './list.ts';

const io = (inputs: string, outputs: string): string => `<ioSpecification>${inputs}${outputs}<inputSet/><outputSet/></ioSpecification>`;
const source = (ref: string): string => `<sourceRef>${ref}</sourceRef>`;
const target = (ref: string): string => `<targetRef>${ref}</targetRef>`;
const into = (inside: string): string => `<dataInputAssociation>${inside}</dataInputAssociation>`;
const outOf = (inside: string): string => `<dataOutputAssociation>${inside}</dataOutputAssociation>`;
const object = '<dataObject id="o" name="amount"/><dataObjectReference id="or" dataObjectRef="o"/>';
const input = '<dataInput id="in" name="given"/>';
const output = '<dataOutput id="out" name="found"/>';
const sum = node('scriptTask', 't', `${io(input, output)}@<script>{ found: given + 1 }</script>`, 'scriptFormat="feel"');
const script = (associations: string): string => sum.replace('@', associations);
const amount = { variables: { amount: 5 } };

const data: Entry[] = [
  {
    element: 'data object, read and written through associations',
    bpmn: line(['t'], object + script(into(source('or') + target('in')) + outOf(source('out') + target('or')))),
    scenario: amount,
    expect: { variables: { amount: 6 } },
  },
  {
    element: 'data association with a transformation',
    bpmn: line(
      ['t'],
      object +
        script(into(`${source('or')}${target('in')}<transformation>amount * 10</transformation>`) + outOf(source('out') + target('or'))),
    ),
    scenario: amount,
    expect: { variables: { amount: 51 } },
  },
  {
    element: 'data association with an assignment',
    bpmn: line(
      ['t'],
      object +
        script(into(`${target('in')}<assignment><from>amount + 2</from><to>given</to></assignment>`) + outOf(source('out') + target('or'))),
    ),
    scenario: amount,
    expect: { variables: { amount: 8 } },
  },
  {
    element: 'data association of several sources without a transformation',
    bpmn: line(
      ['t'],
      object +
        '<property id="pr" name="other"/>' +
        script(into(source('or') + source('pr') + target('in')) + outOf(source('out') + target('or'))),
    ),
    legal: false,
  },
  {
    element: 'data store, read and written',
    bpmn: line(
      ['t'],
      '<dataStoreReference id="st" name="amount" dataStoreRef="store"/>' +
        script(into(source('st') + target('in')) + outOf(source('out') + target('st'))),
      '<dataStore id="store" name="records"/>',
    ),
    scenario: amount,
    expect: { variables: { amount: 6 } },
  },
  {
    element: 'property of a process',
    bpmn: line(
      ['t'],
      '<property id="pr" name="amount"/>' + script(into(source('pr') + target('in')) + outOf(source('out') + target('pr'))),
    ),
    scenario: amount,
    expect: { variables: { amount: 6 } },
  },
  {
    element: 'property of a sub-process: not seen outside',
    bpmn: line(
      ['c'],
      object +
        node(
          'subProcess',
          'c',
          '<property id="pr" name="found"/>' + script(into(source('or') + target('in')) + outOf(source('out') + target('pr'))),
        ),
    ),
    scenario: amount,
    expect: { variables: { amount: 5, found: undefined } },
  },
  {
    element: 'property of a task: its own, and gone with it',
    bpmn: line(
      ['t'],
      '<property id="pr0" name="kept"/>' +
        node('scriptTask', 't', `<property id="pr" name="own"/><script>{ own: 1, kept: 2 }</script>`, 'scriptFormat="feel"'),
    ),
    expect: { variables: { own: undefined, kept: 2 } },
  },
  {
    element: 'data input and output of a process',
    bpmn: line(
      ['t'],
      `<ioSpecification><dataInput id="pin" name="amount"/><dataOutput id="pout" name="result"/><inputSet><dataInputRefs>pin</dataInputRefs></inputSet><outputSet><dataOutputRefs>pout</dataOutputRefs></outputSet></ioSpecification>` +
        script(into(source('pin') + target('in')) + outOf(source('out') + target('pout'))),
    ),
    scenario: amount,
    expect: { variables: { amount: 5, result: 6 } },
  },
  {
    element: 'data of a caught message',
    bpmn: line(
      ['m1'],
      object +
        node(
          'intermediateCatchEvent',
          'm1',
          `<dataOutput id="mo" name="payload"/>${outOf(source('mo') + target('or'))}<outputSet><dataOutputRefs>mo</dataOutputRefs></outputSet>${definitions.message}`,
        ),
    ),
    scenario: { steps: [{ message: 'm', variables: { payload: 7 } }] },
    expect: { variables: { amount: 7 } },
  },
  {
    element: 'data of a thrown message, to another process',
    bpmn: file(
      process(
        'p',
        node('startEvent', 's') +
          object +
          node(
            'endEvent',
            'done',
            `<dataInput id="mi" name="payload"/>${into(source('or') + target('mi'))}<inputSet><dataInputRefs>mi</dataInputRefs></inputSet>${definitions.message}`,
          ) +
          chain('s', 'done'),
      ) +
        process(
          'q',
          node('startEvent', 'q_s', definitions.message) +
            node('exclusiveGateway', 'g') +
            node('endEvent', 'high') +
            node('endEvent', 'low') +
            chain('q_s', 'g') +
            flow('g', 'high', 'payload > 3') +
            flow('g', 'low', 'payload <= 3'),
        ),
    ),
    scenario: amount,
    expect: { visits: ['done', 'q_s', 'high'] },
  },
  {
    element: 'data into and out of a called process',
    bpmn: file(
      process(
        'p',
        node('startEvent', 's') +
          object +
          node(
            'callActivity',
            'c',
            io(input, output) + into(source('or') + target('in')) + outOf(source('out') + target('or')),
            'calledElement="q"',
          ) +
          node('endEvent', 'done') +
          chain('s', 'c', 'done'),
      ) +
        process(
          'q',
          node('startEvent', 'q_s') +
            node('scriptTask', 'q_t', '<script>{ found: given + 1, hidden: 1 }</script>', 'scriptFormat="feel"') +
            chain('q_s', 'q_t'),
        ),
    ),
    scenario: amount,
    expect: { variables: { amount: 6, hidden: undefined } },
  },
];

const pools = (flows: string, p: string, q: string, more = ''): string =>
  file(
    process('p', p) + process('q', q),
    `<collaboration id="co"><participant id="pp" processRef="p"/><participant id="pq" processRef="q"/>${flows}${more}</collaboration>`,
  );
const sender =
  node('startEvent', 's') +
  node('sendTask', 'send', '', 'messageRef="m"') +
  node('receiveTask', 'r', '', 'messageRef="n"') +
  node('endEvent', 'done') +
  chain('s', 'send', 'r', 'done');
const receiver = node('startEvent', 'q_s', definitions.message) + node('endEvent', 'q_e', definitions.otherMessage) + chain('q_s', 'q_e');
const messageFlows = '<messageFlow id="f1" sourceRef="send" targetRef="q_s"/><messageFlow id="f2" sourceRef="q_e" targetRef="r"/>';
const nodeRefs = (...ids: string[]): string => ids.map((id) => `<flowNodeRef>${id}</flowNodeRef>`).join('');
const correlated = (key: string): Entry => ({
  element: `correlation by key: ${key === 'A' ? 'the instance whose key fits' : 'no instance whose key fits'}`,
  bpmn: line(
    ['w'],
    node('intermediateCatchEvent', 'w', definitions.message) +
      '<correlationSubscription id="cs" correlationKeyRef="ck"><correlationPropertyBinding id="cb" correlationPropertyRef="cp"><dataPath>orderId</dataPath></correlationPropertyBinding></correlationSubscription>',
    '<collaboration id="co"><participant id="pp" processRef="p"/><correlationKey id="ck"><correlationPropertyRef>cp</correlationPropertyRef></correlationKey></collaboration><correlationProperty id="cp"><correlationPropertyRetrievalExpression id="ce" messageRef="m"><messagePath>id</messagePath></correlationPropertyRetrievalExpression></correlationProperty>',
  ),
  scenario: { variables: { orderId: 'A' }, steps: [{ message: 'm', correlationKey: key }] },
  expect: key === 'A' ? { path: ['s', 'w', 'done'] } : { status: 'running', error: 'no-receiver' },
});

const collaboration: Entry[] = [
  {
    element: 'two pools that exchange messages',
    bpmn: pools(messageFlows, sender, receiver),
    expect: { visits: ['send', 'q_s', 'q_e', 'done'], times: { r: 1 } },
  },
  {
    element: 'message event that takes its message from a message flow',
    bpmn: pools(
      '<messageFlow id="f1" sourceRef="done" targetRef="q_s" messageRef="m"/>',
      node('startEvent', 's') + node('endEvent', 'done', '<messageEventDefinition/>') + chain('s', 'done'),
      node('startEvent', 'q_s', '<messageEventDefinition/>') + node('endEvent', 'q_e') + chain('q_s', 'q_e'),
    ),
    expect: { path: ['s', 'done', 'q_s', 'q_e'] },
  },
  {
    element: 'pool without a process (black box), message flow to its border',
    bpmn: line(
      ['send'],
      node('sendTask', 'send', '', 'messageRef="m"'),
      '<collaboration id="co"><participant id="pp" processRef="p"/><participant id="other" name="Other"><participantMultiplicity minimum="1" maximum="3"/></participant><messageFlow id="f1" sourceRef="send" targetRef="other"/></collaboration>',
    ),
    expect: { services: ['send'] },
  },
  { element: 'pool whose process is empty', bpmn: pools('', node('startEvent', 's') + node('endEvent', 'done') + chain('s', 'done'), '') },
  {
    element: 'lanes, nested',
    bpmn: line(
      ['a', 'b'],
      `<laneSet id="ls"><lane id="l1" name="One">${nodeRefs('s', 'a')}<childLaneSet id="ls2"><lane id="l3" name="Inner">${nodeRefs('a')}</lane></childLaneSet></lane><lane id="l2" name="Two">${nodeRefs('b', 'done')}</lane></laneSet>` +
        node('task', 'a') +
        node('task', 'b'),
    ),
    expect: { path: ['s', 'a', 'b', 'done'] },
  },
  correlated('A'),
  correlated('B'),
  {
    element: 'conversation, call and sub-conversation',
    bpmn: pools(
      '',
      node('startEvent', 's') + node('endEvent', 'done') + chain('s', 'done'),
      '',
      '<conversation id="cv"/><callConversation id="cc"/><subConversation id="sc"/><conversationLink id="cl" sourceRef="pp" targetRef="cv"/>',
    ),
  },
];

const beside: Entry[] = [
  {
    element: 'flow with a condition, out of an activity',
    bpmn: line([], node('task', 'a') + node('endEvent', 'e1') + chain('s', 'a') + flow('a', 'done', 'x > 1') + flow('a', 'e1', 'x > 2')),
    scenario: { variables: { x: 2 } },
    expect: { ended: ['done', 'done'] },
  },
  { element: 'flow with a condition, out of an event', bpmn: line([], node('endEvent', 'e1') + flow('s', 'e1', 'x > 1')), legal: false },
  {
    element: 'flow with a condition, out of a parallel gateway',
    bpmn: line([], node('parallelGateway', 'g') + node('endEvent', 'e1') + chain('s', 'g') + flow('g', 'done', 'true') + flow('g', 'e1')),
    legal: false,
  },
  {
    element: 'several flows out of and into an activity',
    bpmn: line([], node('task', 'a') + node('task', 'b') + node('task', 'c') + chain('s', 'a', 'c', 'done') + chain('s', 'b', 'c')),
    expect: { times: { c: 2 } },
  },
  { element: 'flow into a start event', bpmn: line(['a'], node('task', 'a') + chain('a', 's')), legal: false },
  { element: 'flow out of an end event', bpmn: line(['a'], node('task', 'a') + chain('done', 'a')), legal: false },
  {
    element: 'flow across the border of a sub-process',
    bpmn: line(['a', 'c'], node('task', 'a') + node('subProcess', 'c', node('task', 'i')) + chain('a', 'i')),
    legal: false,
  },
  {
    element: 'boundary event of no type',
    bpmn: line(['a'], node('task', 'a') + boundary('b', 'a', '') + chain('b', 'done')),
    legal: false,
  },
  {
    element: 'boundary event on a gateway',
    bpmn: line(['a'], node('exclusiveGateway', 'a') + boundary('b', 'a', definitions.hour) + chain('b', 'done')),
    legal: false,
  },
  {
    element: 'cancel event outside a transaction',
    bpmn: line([], '').replace('<endEvent id="done" >', `<endEvent id="done">${definitions.cancel}`),
    legal: false,
  },
  {
    element: 'event definitions by reference',
    bpmn: line(
      ['w'],
      node('intermediateCatchEvent', 'w', '<eventDefinitionRef>def</eventDefinitionRef>'),
      '<messageEventDefinition id="def" messageRef="m"/>',
    ),
    scenario: { steps: [{ message: 'm' }] },
    expect: { visits: ['w', 'done'] },
  },
  {
    element: 'resources and roles, forms, auditing, monitoring, categories, groups, annotations, types, interfaces, imports of types',
    bpmn: line(
      ['u'],
      node(
        'userTask',
        'u',
        '<documentation>d</documentation><extensionElements/><auditing/><monitoring/><categoryValueRef>cv</categoryValueRef><potentialOwner><resourceRef>re</resourceRef><resourceParameterBinding parameterRef="rp"><formalExpression>"x"</formalExpression></resourceParameterBinding></potentialOwner><performer><resourceAssignmentExpression><formalExpression>"y"</formalExpression></resourceAssignmentExpression></performer><rendering/>',
      ) +
        '<textAnnotation id="ta"><text>t</text></textAnnotation><association id="as" sourceRef="u" targetRef="ta"/><group id="gr" categoryValueRef="cv"/>',
      '<import importType="http://www.w3.org/2001/XMLSchema" location="types.xsd" namespace="urn:types"/><itemDefinition id="it" structureRef="xsd:string"/><resource id="re" name="R"><resourceParameter id="rp" name="P"/></resource><category id="ca"><categoryValue id="cv" value="V"/></category><interface id="i" name="I"><operation id="op" name="O"><inMessageRef>m</inMessageRef></operation></interface><endPoint id="ep"/><partnerEntity id="pe"/><partnerRole id="pr"/>',
    ),
    scenario: { steps: [{ complete: 'u' }] },
  },
];

export const dataRows = rowsOf('Data', data);
export const collaborationRows = rowsOf('Collaboration and correlation', collaboration);
export const flowRows = rowsOf('Sequence flows, references and what has no bearing', beside);
