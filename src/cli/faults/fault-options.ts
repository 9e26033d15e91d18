/** The options that say what may fail; those of one line each that replace what the spec declares. */
export const faultOptions = [
  { flags: '--drops <n>', says: 'how many messages may be lost, or "unbounded"' },
  { flags: '--duplicates <n>', says: 'how many messages may come twice, or "unbounded"' },
  { flags: '--reorders <n>', says: 'how many messages may overtake others (fifo)' },
  { flags: '--crashes <n>', says: 'how many crashes in all, or "unbounded"' },
  { flags: '--crashes-each <n>', says: 'how many crashes of each process' },
  { flags: '--down-max <n>', says: 'how many processes may be down at once' },
  { flags: '--[no-]restart', says: 'whether a crashed process may come back' },
  { flags: '--amnesias <n>', says: 'how many restarts may find nothing durable' },
  { flags: '--[no-]cut-broadcasts', says: 'whether a crash may come in the middle of a step' },
  { flags: '--pauses <n>', says: 'how often processes may stand still for a while' },
  { flags: '--partitions <n>', says: 'how often the network may fall apart' },
  {
    flags: '--partition-shapes <list>',
    says: 'some of isolated,halves,oneWay,bridge',
  },
  { flags: '--partition-messages <word>', says: 'messages across the cut are held or dropped' },
  { flags: '--[no-]heal', says: 'whether the network may come together again' },
  { flags: '--drift <ticks>', says: 'how far clocks may be off; with timed timeouts' },
  { flags: '--faults-max <n>', says: 'how many faults of all kinds in one behavior' },
] as const;

/** The options that say when timers fire. */
export const timeOptions = [
  {
    flags: '--timeouts <word>',
    says: 'nondeterministic: timers fire at any moment; accurate:\nwhen whom they await is out of reach; timed: when due',
  },
  { flags: '--tick <n>', says: "how many units of the charts' delays are one tick" },
  { flags: '--delay-max <ticks>', says: 'after how many ticks a message has arrived' },
] as const;
