// What a spec may import, and no more: so a page loads the parts of the checker that it needs.
export { FaultlineError } from '../errors.ts';
export { boolean, choice, integer } from '../protocol/parameters.ts';
export { processIds, role } from '../protocol/role.ts';
export { monitor } from '../protocol/monitor.ts';
export { propertiesFor } from '../protocol/property.ts';
export { strong, weak } from '../protocol/fairness.ts';
export { defineProtocol } from '../protocol/protocol.ts';
export { broadcast, reply, send } from '../statechart/send.ts';
export { alterChart } from '../statechart/alter.ts';
export { lesson, violates } from '../trace/lesson/lesson.ts';
