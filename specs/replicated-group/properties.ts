import { propertiesFor } from '#faultline';
import { startsWith } from './logs.ts';
import type { roles } from './roles.ts';

const { invariant, stepInvariant, reachable } = propertiesFor<typeof roles>();

/** What a group is that replicates a log. */
export const properties = {
  leaderCompleteness: invariant(
    'whoever leads the group has all that is in its log',
    (view) => {
      const group = view.process('group');
      return !group.matches('led') || startsWith(group.context.known, group.context.log);
    },
    { source: 'Ongaro & Ousterhout 2014, fig. 3; §5.4' },
  ),

  stability: stepInvariant(
    'what is in the log stays there',
    (before, after) =>
      startsWith(after.process('group').context.log, before.process('group').context.log),
    { source: 'Ongaro & Ousterhout 2014, fig. 3; §5.4.3' },
  ),

  canReplicate: reachable(
    'a leader knows that the log is full',
    (view) =>
      view.process('group').matches('led') &&
      view.process('group').context.log.length === view.parameters.entries,
  ),

  canPropose: reachable(
    'a leader has proposed what is not in the log',
    (view) => view.process('group').context.known.length > view.process('group').context.log.length,
  ),

  canReplicateUnknown: reachable(
    'there is an entry in the log, and no leader',
    (view) =>
      view.process('group').matches('leaderless') && view.process('group').context.log.length > 0,
  ),
};
