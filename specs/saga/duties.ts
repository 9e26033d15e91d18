import { theEvent } from './event.ts';

/**
 * What a service does when it is asked for its step, while it can carry it out: for its chart, which says what the
 * words mean.
 */
export const whileAvailable = {
  guard: { type: 'isNew', params: theEvent },
  actions: [
    { type: 'record', params: 'executed' },
    { type: 'observe', params: 'executed' },
    'answerOk',
  ],
} as const;

/** The same while it cannot. A failure is for good: a message that comes twice must not find it restocked. */
export const whileSoldOut = {
  guard: { type: 'isNew', params: theEvent },
  actions: [{ type: 'record', params: 'failed' }, 'answerFail'],
} as const;

/** What a service does in any case. */
export const duties = {
  // The step of this saga has been asked for before, or is not to be carried out any more.
  exec: [
    { guard: { type: 'wasInEffect', params: theEvent }, actions: 'answerOk' },
    { actions: 'answerFail' },
  ],
  comp: [
    {
      guard: { type: 'isInEffect', params: theEvent },
      actions: [
        { type: 'record', params: 'compensated' },
        { type: 'observe', params: 'compensated' },
        'answerCompOk',
      ],
    },
    // Nothing is to be undone yet, and a message that asks for the step may still be on its way.
    {
      guard: { type: 'isNew', params: theEvent },
      actions: [{ type: 'record', params: 'tombstone' }, 'answerCompOk'],
    },
    { actions: 'answerCompOk' },
  ],
} as const;
