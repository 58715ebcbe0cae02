import type { NodeType } from '../../schema/process/program.ts';
import { boundaryEvent } from './behaviour/boundary-event.ts';
import { businessRuleTask } from './behaviour/business-rule-task.ts';
import { callActivity } from './behaviour/call-activity.ts';
import { adHocSubProcess } from './behaviour/ad-hoc-sub-process.ts';
import { complexGateway } from './behaviour/complex-gateway.ts';
import { endEvent } from './behaviour/end-event.ts';
import { eventBasedGateway } from './behaviour/event-based-gateway.ts';
import { eventSubProcess } from './behaviour/event-sub-process.ts';
import { exclusiveGateway } from './behaviour/exclusive-gateway.ts';
import { inclusiveGateway } from './behaviour/inclusive-gateway.ts';
import { intermediateCatchEvent } from './behaviour/intermediate-catch-event.ts';
import { intermediateThrowEvent } from './behaviour/intermediate-throw-event.ts';
import { manualTask } from './behaviour/manual-task.ts';
import { parallelGateway } from './behaviour/parallel-gateway.ts';
import { receiveTask } from './behaviour/receive-task.ts';
import { scriptTask } from './behaviour/script-task.ts';
import { sendTask } from './behaviour/send-task.ts';
import { serviceTask } from './behaviour/service-task.ts';
import { startEvent } from './behaviour/start-event.ts';
import { subProcess } from './behaviour/sub-process.ts';
import { userTask } from './behaviour/user-task.ts';
import type { Behaviour } from './turn.ts';

/** What each kind of flow node does. */
export const behaviours: Record<NodeType, Behaviour> = {
  startEvent,
  endEvent,
  intermediateCatchEvent,
  intermediateThrowEvent,
  boundaryEvent,
  exclusiveGateway,
  parallelGateway,
  inclusiveGateway,
  complexGateway,
  eventBasedGateway,
  userTask,
  serviceTask,
  sendTask,
  businessRuleTask,
  receiveTask,
  scriptTask,
  manualTask,
  task: manualTask,
  subProcess,
  transaction: subProcess,
  eventSubProcess,
  adHocSubProcess,
  callActivity,
};
