/** Vendor namespaces whose attributes are read or, where they would change the flow, refused. All others are ignored. */
export const VENDORS = {
  camunda: 'http://camunda.org/schema/1.0/bpmn',
  operaton: 'http://operaton.org/schema/1.0/bpmn',
  activiti: 'http://activiti.org/bpmn',
  flowable: 'http://flowable.org/bpmn',
  zeebe: 'http://camunda.org/schema/zeebe/1.0',
} as const;

/** Camunda 7 and the engines of its family: they share their attributes' names. */
export const FAMILY: ReadonlySet<string> = new Set([VENDORS.camunda, VENDORS.operaton, VENDORS.activiti, VENDORS.flowable]);
