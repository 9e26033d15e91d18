/** The messages of Paxos.tla; -1 and null stand for the last vote of who has not voted. */
export type Message =
  | { readonly type: '1a'; readonly ballot: number }
  | {
      readonly type: '1b';
      readonly acceptor: string;
      readonly ballot: number;
      /** The sender's last vote: `mbal` and `mval`. */
      readonly votedBallot: number;
      readonly votedValue: string | null;
    }
  | { readonly type: '2a'; readonly ballot: number; readonly value: string }
  | {
      readonly type: '2b';
      readonly acceptor: string;
      readonly ballot: number;
      readonly value: string;
    };

/** A message of one type. */
export type MessageOf<Type extends Message['type']> = Extract<Message, { readonly type: Type }>;

/** What an acceptor remembers: `maxBal`, `maxVBal` and `maxVal`. */
export interface Memory {
  readonly ballot: number;
  readonly votedBallot: number;
  readonly votedValue: string | null;
}

/** Every variable of Paxos.tla. */
export interface PaxosState {
  readonly memories: Readonly<Record<string, Memory>>;
  /** Every message ever sent, sorted: it is a set. */
  readonly messages: readonly Message[];
}

const noMemory: Memory = { ballot: -1, votedBallot: -1, votedValue: null };

/** The state in which nothing has been sent. */
export function initialState(acceptors: readonly string[]): PaxosState {
  return {
    memories: Object.fromEntries(acceptors.map((acceptor) => [acceptor, noMemory])),
    messages: [],
  };
}

/** The majorities with nobody to spare: of two acceptors both, of three each pair. */
export function quorumsOf(acceptors: readonly string[]): readonly (readonly string[])[] {
  if (acceptors.length === 2) return [acceptors];
  return acceptors.map((spare) => acceptors.filter((acceptor) => acceptor !== spare));
}

/** What an acceptor remembers. */
export function memoryOf({ memories }: PaxosState, acceptor: string): Memory {
  return memories[acceptor] ?? noMemory;
}

/** The messages of one type that were sent. */
export function messagesOf<Type extends Message['type']>(
  { messages }: PaxosState,
  type: Type,
): readonly MessageOf<Type>[] {
  return messages.filter((message): message is MessageOf<Type> => message.type === type);
}

/** The proposal of a ballot, which has one at most. */
export function proposalOf(state: PaxosState, ballot: number): MessageOf<'2a'> | undefined {
  return messagesOf(state, '2a').find((proposal) => proposal.ballot === ballot);
}

/** The state after a message is added to the set of messages. */
export function sent(state: PaxosState, message: Message): PaxosState {
  const byText = new Map([...state.messages, message].map((one) => [JSON.stringify(one), one]));
  const sorted = [...byText].sort(([left], [right]) => (left < right ? -1 : 1));
  return { ...state, messages: sorted.map(([, one]) => one) };
}

/** The state after an acceptor has something new to remember. */
export function remembering(
  state: PaxosState,
  acceptor: string,
  news: Partial<Memory>,
): PaxosState {
  const memory = { ...memoryOf(state, acceptor), ...news };
  return { ...state, memories: { ...state.memories, [acceptor]: memory } };
}
