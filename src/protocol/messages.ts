/** The name of a process, such as `participant2`. Opaque: compare it, keep it, never compute with it. */
export type ProcessId = string;

/** What a chart emits to send a message: the message, and `to`, the process that receives it. */
export type Sent<Message extends { type: string }> = Message extends unknown
  ? Message & { readonly to: ProcessId }
  : never;

/** What the receiving chart is given: the message, and `from`, the process that sent it. */
export type Received<Message extends { type: string }> = Message extends unknown
  ? Message & { readonly from: ProcessId }
  : never;

/** A message in flight, as a property sees it. */
export interface Envelope {
  readonly type: string;
  readonly from: ProcessId;
  readonly to: ProcessId;
}
