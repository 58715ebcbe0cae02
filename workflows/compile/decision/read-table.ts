import { aggregationSchema, type DecisionTable, hitPolicySchema } from '../../../schema/process/decision.ts';
import { children } from '../expression/feel-compile.ts';
import { refuse } from '../read/reading.ts';
import { attribute, type XmlElement } from '../xml/element.ts';
import { nameOf, partOf, partsOf, textOf } from './dmn-element.ts';
import { type Bound, type FeelReading, parseTestsAt, readFeel, readTests } from './read-feel.ts';
import { typeOf } from './read-type.ts';

type Input = DecisionTable['inputs'][number];
type Output = DecisionTable['outputs'][number];

/** Reads a decision table (8.2); undefined, and findings, when it cannot be run. */
export function readTable(feel: FeelReading, element: XmlElement, bound: Bound): DecisionTable | undefined {
  const { reading } = feel.decisions;
  const before = reading.findings.list.length;
  const inputs = partsOf(element, 'input').map((input, at) => readInput(feel, input, at, bound));
  const outputs = partsOf(element, 'output').map((output) => readOutput(feel, output, bound));
  const policy = readPolicy(feel, element, outputs);
  const rules = partsOf(element, 'rule').map((rule, at) => readRule(feel, rule, at, inputs, outputs, bound));
  return reading.findings.list.length === before && policy ? { kind: 'table', ...policy, inputs, outputs, rules } : undefined;
}

function readInput(feel: FeelReading, input: XmlElement, at: number, bound: Bound): Input {
  const holder = partOf(input, 'inputExpression');
  const text = textOf(holder);
  const name = attribute(input, 'label') ?? (text === '' ? String(at + 1) : text);
  if (!holder) refuse(feel.decisions.reading, input, 'invalid-decision', `Input “${name}” has no expression (line ${input.line}).`);
  const expression = holder && readFeel(feel, holder, bound, `Input “${name}”`);
  const valuesAt = partOf(input, 'inputValues');
  const values = textOf(valuesAt);
  if (valuesAt && values !== '') parseTestsAt(feel.decisions, valuesAt, values, `Values of input “${name}”`);
  return { name, expression: expression ?? '', ...typeOf(feel.decisions, holder), ...(values === '' ? {} : { values }) };
}

function readOutput(feel: FeelReading, output: XmlElement, bound: Bound): Output {
  const name = nameOf(output);
  const called = name ?? attribute(output, 'label') ?? '';
  const valuesAt = partOf(output, 'outputValues');
  const text = textOf(valuesAt);
  const parsed = valuesAt && text !== '' ? parseTestsAt(feel.decisions, valuesAt, text, `Values of output “${called}”`) : undefined;
  const list = parsed && children(parsed.tree.topNode).find((part) => part.name === 'PositiveUnaryTests');
  const negated = parsed?.tree.topNode.firstChild?.name === 'not';
  const values = list && (negated ? [text] : children(list).map((one) => text.slice(one.from, one.to)));
  const defaultAt = partOf(output, 'defaultOutputEntry');
  const otherwise = defaultAt && textOf(defaultAt) !== '' ? readFeel(feel, defaultAt, bound, `Default of output “${called}”`) : undefined;
  return {
    ...(name === undefined ? {} : { name }),
    ...typeOf(feel.decisions, output),
    ...(values ? { values } : {}),
    ...(otherwise === undefined ? {} : { otherwise }),
  };
}

/** The hit policy (8.2.8), and what it demands of the outputs. */
function readPolicy(feel: FeelReading, table: XmlElement, outputs: Output[]): Pick<DecisionTable, 'hitPolicy' | 'aggregation'> | undefined {
  const wrong = (message: string): void => refuse(feel.decisions.reading, table, 'invalid-decision', message);
  const written = attribute(table, 'hitPolicy') ?? 'UNIQUE';
  const hitPolicy = hitPolicySchema.safeParse(written).data;
  if (!hitPolicy) wrong(`There is no hit policy “${written}”.`);
  const aggregated = attribute(table, 'aggregation');
  const aggregation = aggregationSchema.safeParse(aggregated).data;
  if (aggregated !== undefined && !aggregation) wrong(`There is no aggregation “${aggregated}”.`);
  if (aggregation && hitPolicy !== 'COLLECT') wrong('Only the hit policy COLLECT aggregates.');
  if (aggregation && outputs.length > 1) wrong('Several outputs cannot be aggregated.');
  if ((hitPolicy === 'PRIORITY' || hitPolicy === 'OUTPUT ORDER') && !outputs.some((output) => output.values)) {
    wrong(`The hit policy ${hitPolicy} needs output values: their order is the priority.`);
  }
  if (outputs.length === 0) wrong('A decision table needs an output.');
  if (outputs.length > 1) {
    if (outputs.some((output) => output.name === undefined)) wrong('Each of several outputs needs a name.');
    if (new Set(outputs.map((output) => output.name)).size < outputs.length) wrong('Outputs have different names.');
  }
  return hitPolicy && { hitPolicy, ...(aggregation ? { aggregation } : {}) };
}

function readRule(
  feel: FeelReading,
  rule: XmlElement,
  at: number,
  inputs: Input[],
  outputs: Output[],
  bound: Bound,
): DecisionTable['rules'][number] {
  const [tests, values] = [partsOf(rule, 'inputEntry'), partsOf(rule, 'outputEntry')];
  const wrong = (message: string): void => refuse(feel.decisions.reading, rule, 'invalid-decision', `Rule ${at + 1} ${message}.`);
  if (tests.length !== inputs.length) wrong(`has ${tests.length} input entries for ${inputs.length} inputs`);
  if (values.length !== outputs.length) wrong(`has ${values.length} output entries for ${outputs.length} outputs`);
  return {
    when: tests.map((entry, n) => readTests(feel, entry, bound, `Rule ${at + 1}, input “${inputs[n]?.name ?? n + 1}”`) ?? ''),
    then: values.map((entry, n) => {
      if (textOf(entry) === '') return '';
      return readFeel(feel, entry, bound, `Rule ${at + 1}, output “${outputs[n]?.name ?? n + 1}”`) ?? '';
    }),
  };
}
