import { checkSync, propertiesFor, type Protocol, type ViewOf } from '#faultline';
import { describe, expect, it } from 'vitest';
import type { roles as etcdRoles } from '../specs/etcd-lock/roles.ts';
import { etcdLock } from '../specs/etcd-lock/spec.ts';
import { asLock, lockInterface } from '../specs/microservices/lock-interface.ts';
import type { roles as ownRoles } from '../specs/microservices/roles.ts';
import { microservices } from '../specs/microservices/spec.ts';
import type { roles as redisRoles } from '../specs/redis-lock/roles.ts';
import { redisLock } from '../specs/redis-lock/spec.ts';
import type { roles as zookeeperRoles } from '../specs/zookeeper-lock/roles.ts';
import { zookeeperLock } from '../specs/zookeeper-lock/spec.ts';

const says = 'it does what locks with fences do';
const bounds = { parameters: () => ({ clients: 2, fences: 5 }) };

const own = propertiesFor<typeof ownRoles>().refines(
  says,
  lockInterface,
  (view: ViewOf<typeof ownRoles>) => {
    const { holder, fence } = view.process('lock').context;
    const named = holder?.replace('worker', 'client');
    return asLock(named === undefined ? null : { holder: named, fence }, fence + 1);
  },
  bounds,
);

const redis = propertiesFor<typeof redisRoles>().refines(
  says,
  lockInterface,
  (view) => {
    const { key, fence } = view.process('server').context;
    return asLock(key && { holder: key.client, fence }, fence + 1);
  },
  bounds,
);

// Whoever has the first node has the lock, whether or not it knows. The numbers of nodes count from 0.
const zookeeper = propertiesFor<typeof zookeeperRoles>().refines(
  says,
  lockInterface,
  (view) => {
    const { nodes, creates, sessions } = view.process('service').context;
    const [first] = nodes.filter(({ path }) => path.directory === 'lock');
    const owner = sessions.find(({ id }) => id === first?.ephemeralOwner);
    const grant = owner && { holder: owner.client, fence: (first?.path.sequence ?? 0) + 1 };
    return asLock(grant ?? null, (creates.lock ?? 0) + 1);
  },
  bounds,
);

// Whoever has the oldest key has the lock, whether or not it knows. A key that goes takes a revision, too; a new
// store has the revision 1.
const etcd = propertiesFor<typeof etcdRoles>().refines(
  says,
  lockInterface,
  (view) => {
    const { keys, revision } = view.process('server').context.store;
    const [first] = keys.filter(({ key }) => key[0] === 'lock');
    const grant = first && { holder: String(first.lease), fence: first.createRevision - 1 };
    return asLock(grant ?? null, revision);
  },
  { parameters: () => ({ clients: 2, fences: 12 }) },
);

/** The protocol with nothing to check but that it is a lock. */
function asOne(protocol: Protocol, refined: typeof own): Protocol {
  return {
    ...protocol,
    ...{ properties: { refined }, monitorsFor: () => ({}), expectationsFor: () => ({}) },
    mutations: {},
  };
}

describe('The interface of a lock with a fence', () => {
  it.each([
    ['the microservices rest on', microservices, own],
    ['Redis gives', redisLock, redis],
    ['ZooKeeper gives', zookeeperLock, zookeeper],
    ['etcd gives', etcdLock, etcd],
  ] as const)('is kept by the lock that %s', (_, protocol, refined) => {
    const [result] = checkSync(asOne(protocol, refined), { size: 'tiny' }).properties;
    expect(result?.verdict).toMatch(/^holds/);
  });

  it('is not kept by a Redis server that forgets the key and the number', () => {
    const crash = { roles: ['server'], max: 1, restart: true, amnesia: 1 } as const;
    const [result] = checkSync(asOne(redisLock, redis), { faults: { crash } }).properties;
    expect(result?.verdict).toBe('violated');
  });
});
