import type { Expression } from '../../../schema/process/expression.ts';
import { referenced } from '../model/document.ts';
import { attribute, childOf, childrenOf, extensionsOf, type XmlElement } from '../xml/element.ts';
import { VENDORS } from '../vendor/namespaces.ts';
import { parseText, readExpression } from './expression.ts';
import type { Reading } from './reading.ts';

/** The key a message is sent with: what the correlation properties find in it (8.4.2). */
export function senderKey(reading: Reading, message: XmlElement): Expression | undefined {
  const paths = reading.document.rootsNamed('correlationProperty').flatMap((property) => retrievals(reading, property, message));
  return asKey(reading, paths);
}

/** The key a process waits with for a message: the data paths of its correlation subscription. */
export function receiverKey(reading: Reading, message: XmlElement, process: XmlElement): Expression | undefined {
  const subscription = extensionsOf(message).find((one) => one.uri === VENDORS.zeebe && one.local === 'subscription');
  const key = subscription && attribute(subscription, 'correlationKey');
  if (subscription && key !== undefined) return parseText(reading, message, key);
  const paths: XmlElement[] = [];
  for (const one of childrenOf(process, 'correlationSubscription')) {
    for (const binding of childrenOf(one, 'correlationPropertyBinding')) {
      const property = referenced(reading.document, binding, attribute(binding, 'correlationPropertyRef'));
      const path = childOf(binding, 'dataPath');
      if (property && path && retrievals(reading, property, message).length > 0) paths.push(path);
    }
  }
  return asKey(reading, paths);
}

function retrievals(reading: Reading, property: XmlElement, message: XmlElement): XmlElement[] {
  return childrenOf(property, 'correlationPropertyRetrievalExpression')
    .filter((one) => referenced(reading.document, one, attribute(one, 'messageRef')) === message)
    .flatMap((one) => childOf(one, 'messagePath') ?? []);
}

/** One property is a key by itself; several make a list. */
function asKey(reading: Reading, paths: XmlElement[]): Expression | undefined {
  const expressions = paths.flatMap((path) => readExpression(reading, path) ?? []);
  if (expressions.length < 2) return expressions[0];
  return {
    language: 'feel',
    text: `[${expressions.map((one) => one.text).join(', ')}]`,
    names: [...new Set(expressions.flatMap((one) => one.names))],
  };
}
