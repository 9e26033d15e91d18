/** What a participant votes. */
export type Vote = 'yes' | 'no';
/** What is decided. */
export type Decision = 'undecided' | 'commit' | 'abort';
/** A decision on its way to one participant. */
export type Sent = 'notsent' | 'commit' | 'abort';

/** A participant, with the names of the source. */
export interface Participant {
  readonly vote: Vote;
  readonly alive: boolean;
  readonly decision: Decision;
  readonly faulty: boolean;
  readonly voteSent: boolean;
  /** What it has forwarded to each participant; for itself, what it has been told. */
  readonly forward: readonly Sent[];
}

/** The coordinator, with the names of the source; each list has a place for every participant. */
export interface Coordinator {
  readonly request: readonly boolean[];
  readonly vote: readonly (Vote | 'waiting')[];
  readonly broadcast: readonly Sent[];
  readonly decision: Decision;
  readonly alive: boolean;
  readonly faulty: boolean;
}

/** Every variable of ACP_NB.tla. Participants are indices: they count from 0. */
export interface State {
  readonly participants: readonly Participant[];
  readonly coordinator: Coordinator;
}

/** The state in which nothing has been asked yet. */
export function initialState(votes: readonly Vote[]): State {
  const everywhere = <Value>(value: Value) => votes.map(() => value);
  return {
    participants: votes.map((vote) => ({
      vote,
      alive: true,
      decision: 'undecided',
      faulty: false,
      voteSent: false,
      forward: everywhere('notsent'),
    })),
    coordinator: {
      request: everywhere(false),
      vote: everywhere('waiting'),
      broadcast: everywhere('notsent'),
      decision: 'undecided',
      alive: true,
      faulty: false,
    },
  };
}

/** The participant with this index. */
export function participantOf({ participants }: State, index: number): Participant {
  return participants[index] as Participant;
}

/** The state after something about a participant is changed. */
export function withParticipant(state: State, index: number, news: Partial<Participant>): State {
  const participant = { ...participantOf(state, index), ...news };
  return { ...state, participants: replaced(state.participants, index, participant) };
}

/** The state after something about the coordinator is changed. */
export function withCoordinator(state: State, news: Partial<Coordinator>): State {
  return { ...state, coordinator: { ...state.coordinator, ...news } };
}

/** The list with one item replaced. */
export function replaced<Item>(items: readonly Item[], index: number, item: Item): readonly Item[] {
  return items.map((old, at) => (at === index ? item : old));
}
