import { alterChart, send, type MutationsOf } from '#faultline';
import type { properties } from './properties.ts';
import type { roles } from './roles.ts';

/**
 * How a reader misses a change when one line is missing, and what then fails.
 *
 * A change, a delivery, the end of a connection, a partition and its end are a step each.
 */
export const mutations = {
  'read-then-watch': {
    says: 'a reader reads first, and watches with a request of its own',
    violates: 'quiescentFresh',
    steps: 6,
    parameters: { writes: 1, partitions: 0 },
    charts: {
      reader: (chart) =>
        alterChart(
          chart.provide({
            actions: {
              readAndWatch: send(
                ({ context }) => context.service,
                ({ context: { session, path } }) => ({
                  type: 'getData',
                  session,
                  path,
                  watch: false,
                }),
              ),
              watchAgain: send(
                ({ context }) => context.service,
                ({ context: { session, path } }) => ({
                  type: 'exists',
                  session,
                  path,
                  watch: true,
                }),
              ),
            },
          }),
          {
            states: {
              connected: { states: { watching: { entry: 'watchAgain' } } },
            },
          },
        ),
    },
  },
  'no-rearm': {
    says: 'a reader that has been told of a change reads again, and does not watch again',
    violates: 'quiescentFresh',
    steps: 10,
    parameters: { writes: 2, partitions: 0 },
    charts: {
      reader: (chart) =>
        chart.provide({
          actions: {
            readAndWatch: send(
              ({ context }) => context.service,
              ({ context: { session, path, value } }) => ({
                type: 'getData',
                session,
                path,
                watch: value === null,
              }),
            ),
          },
        }),
    },
  },
  'no-reregister-on-reconnect': {
    says: 'a reader does not watch again after a new connection',
    violates: 'quiescentFresh',
    steps: 9,
    parameters: { writes: 1 },
    charts: {
      reader: (chart) =>
        alterChart(chart, {
          states: {
            disconnected: {
              on: {
                connected: [
                  { guard: 'hasCopy', target: 'connected.watching' },
                  { target: 'connected' },
                ],
              },
            },
          },
        }),
    },
  },
  'watch-from-now': {
    says: 'a reader watches again after a new connection, and does not say how far it has come',
    violates: 'quiescentFresh',
    steps: 11,
    parameters: { writes: 1 },
    charts: {
      reader: (chart) =>
        chart.provide({
          actions: {
            watchAgain: send(
              ({ context }) => context.service,
              ({ context: { session, path } }) => ({
                type: 'exists',
                session,
                path,
                watch: true,
              }),
            ),
          },
        }),
    },
  },
} satisfies MutationsOf<typeof roles, typeof properties>;
