/** Hands an event to a guard or an effect as its parameters, whatever the chart. */
export function theEvent<Event>({ event }: { readonly event: Event }): Event {
  return event;
}
