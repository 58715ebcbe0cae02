import { refuse, type Reading } from '../read/reading.ts';
import type { XmlElement } from '../xml/element.ts';
import { partsOf } from './dmn-element.ts';

const EXPRESSIONS = 'literalExpression decisionTable context invocation list relation functionDefinition conditional filter for every some';
const REQUIREMENTS = 'informationRequirement knowledgeRequirement authorityRequirement';

/** What may stand in the elements that are read: children, then attributes; DMN 1.1 to 1.5 together. */
const CONTENT: Record<string, [children: string, attributes: string]> = {
  definitions: [
    'import itemDefinition decision inputData businessKnowledgeModel knowledgeSource decisionService textAnnotation association group elementCollection performanceIndicator organizationUnit',
    'name namespace expressionLanguage typeLanguage exporter exporterVersion',
  ],
  decision: [
    `question allowedAnswers variable ${REQUIREMENTS} supportedObjective impactedPerformanceIndicator decisionMaker decisionOwner usingProcess usingTask ${EXPRESSIONS}`,
    'name',
  ],
  inputData: ['variable', 'name'],
  businessKnowledgeModel: [`variable encapsulatedLogic ${REQUIREMENTS}`, 'name'],
  encapsulatedLogic: [`formalParameter ${EXPRESSIONS}`, 'kind typeRef'],
  informationRequirement: ['requiredDecision requiredInput', ''],
  knowledgeRequirement: ['requiredKnowledge', ''],
  decisionTable: ['input output annotation rule', 'hitPolicy aggregation preferredOrientation outputLabel typeRef'],
  input: ['inputExpression inputValues', ''],
  output: ['outputValues defaultOutputEntry', 'name typeRef'],
  rule: ['inputEntry outputEntry annotationEntry', ''],
  literalExpression: ['text importedValues', 'expressionLanguage typeRef'],
  inputExpression: ['text importedValues', 'expressionLanguage typeRef'],
  inputEntry: ['text', 'expressionLanguage typeRef'],
  outputEntry: ['text importedValues', 'expressionLanguage typeRef'],
  defaultOutputEntry: ['text importedValues', 'expressionLanguage typeRef'],
  context: ['contextEntry', 'typeRef'],
  contextEntry: [`variable ${EXPRESSIONS}`, ''],
  invocation: [`binding ${EXPRESSIONS}`, 'typeRef'],
  binding: [`parameter ${EXPRESSIONS}`, ''],
  list: [EXPRESSIONS, 'typeRef'],
  relation: ['column row', 'typeRef'],
  row: [EXPRESSIONS, 'typeRef'],
  conditional: ['if then else', 'typeRef'],
  itemDefinition: ['typeRef allowedValues typeConstraint itemComponent functionItem', 'name typeLanguage isCollection'],
  itemComponent: ['typeRef allowedValues typeConstraint itemComponent functionItem', 'name typeLanguage isCollection'],
};

const ANYWHERE = ['description', 'extensionElements', 'extensionAttribute'];
const allowed = new Map(
  Object.entries(CONTENT).map(([local, [children, attributes]]) => [
    local,
    { children: new Set([...children.split(' '), ...ANYWHERE]), attributes: new Set([...attributes.split(' '), 'id', 'label']) },
  ]),
);

/** Reports elements and attributes that DMN does not have where they stand: a slip in one would change what is decided. */
export function checkDecisionContent(reading: Reading, definitions: XmlElement): void {
  const todo = [definitions];
  for (let element = todo.pop(); element; element = todo.pop()) {
    const spec = allowed.get(element.local);
    if (!spec) continue;
    for (const name of element.attributes.keys()) {
      if (spec.attributes.has(name)) continue;
      refuse(reading, element, 'invalid-decision', `“${element.local}” has no attribute “${name}” (line ${element.line}).`);
    }
    for (const child of partsOf(element)) {
      if (spec.children.has(child.local)) todo.push(child);
      else refuse(reading, child, 'invalid-decision', `“${child.local}” may not stand in “${element.local}” (line ${child.line}).`);
    }
  }
}
