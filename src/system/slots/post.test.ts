import { describe, expect, it } from 'vitest';
import type { SentMessage } from '../../statechart/local-state.ts';
import { Post } from './post.ts';

describe('Post', () => {
  const post = new Post(['client', 'server1', 'server2']);
  const number = (from: number, sent: SentMessage & Readonly<Record<string, unknown>>) =>
    post.number(from, sent);

  it('gives one number to messages that are the same in sender, receiver and content', () => {
    const first = number(0, { type: 'put', key: 'x', value: { b: 1, a: 2 }, to: 'server1' });
    const numbers = [
      number(0, { to: 'server1', value: { a: 2, b: 1 }, type: 'put', key: 'x' }),
      number(0, { type: 'put', key: 'x', value: { b: 1, a: 2 }, to: 'server2' }),
      number(1, { type: 'put', key: 'x', value: { b: 1, a: 2 }, to: 'server1' }),
      number(0, { type: 'put', key: 'x', value: { b: 1, a: 3 }, to: 'server1' }),
      number(0, { type: 'put', key: 'x', to: 'server1' }),
    ];
    expect(numbers).toEqual([first, first + 1, first + 2, first + 3, first + 4]);
  });

  it('gives the receiver the message with its sender and without its address', () => {
    const message = number(2, { type: 'done', at: 3, to: 'client' });
    expect(post.letter(message)).toEqual({
      event: { type: 'done', at: 3, from: 'server2' },
      from: 2,
      to: 0,
      text: '{"at":3,"from":"server2","type":"done"}',
    });
  });

  it('does not let a message pretend to be from somebody else', () => {
    const message = number(1, { type: 'done', from: 'client', to: 'client' });
    expect(post.letter(message).event).toEqual({ type: 'done', from: 'server1' });
  });

  it('refuses a receiver that does not exist', () => {
    expect(() => number(0, { type: 'put', to: 'server3' })).toThrow(
      expect.objectContaining({
        code: 'FL201',
        problem: 'client sends "put" to "server3", which does not exist.',
        fix: 'send to one of client, server1, server2.',
      }),
    );
  });
});
