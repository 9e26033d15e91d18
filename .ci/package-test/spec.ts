import { defineProtocol, integer, reply, role, send, type Received, type Sent } from 'faultline';
import { setup } from 'xstate';

type Ask = { type: 'ask' };
type Answer = { type: 'answer' };

const client = setup({
  types: { events: {} as Received<Answer> | { type: 'go' }, emitted: {} as Sent<Ask> },
  actions: { ask: send('server', { type: 'ask' }) },
}).createMachine({
  id: 'client',
  initial: 'idle',
  states: {
    idle: { on: { go: { target: 'waiting', actions: 'ask' } } },
    waiting: { on: { answer: 'done' } },
    done: {},
  },
});

const server = setup({
  types: { events: {} as Received<Ask>, emitted: {} as Sent<Answer> },
  actions: { answer: reply({ type: 'answer' }) },
}).createMachine({ id: 'server', on: { ask: { actions: 'answer' } } });

/** A client that asks a server, in a network that may lose messages. */
export const questions = defineProtocol({
  id: 'questions',
  title: 'Questions',
  parameters: { losses: integer({ min: 0, max: 9, default: 0 }) },
  roles: () => ({ client: role(client, { stimuli: [{ type: 'go' }] }), server: role(server) }),
  network: ({ losses }) => ({ order: 'unordered', loss: { max: losses } }),
  properties: ({ deadlockFree }) => ({
    answered: deadlockFree('every question is answered', {
      ends: (view) => view.process('client').matches('done'),
    }),
  }),
});
