/**
 * Two-phase commit as in `specs/two-phase-commit-abstract`, in Promela: each action of TwoPhase.tla
 * is one indivisible step, so that SPIN stores a state for each of ours.
 *
 * @param count - Resource managers, 1 or more.
 */
export function twoPhasePromela(count: number): string {
  const managers = Array.from({ length: count }, (_, index) => index);
  return `byte rm[${count}];         /* 0 working, 1 prepared, 2 committed, 3 aborted */
byte tm;            /* 0 init, 1 committed, 2 aborted; its message is sent as it decides */
bool sent[${count}];       /* the message "prepared" of each resource manager */
bool tmPrepared[${count}];

active proctype system() {
end: do
  :: d_step { tm == 0 && ${managers.map((index) => `tmPrepared[${index}]`).join(' && ')} -> tm = 1 }
  :: d_step { tm == 0 -> tm = 2 }
${managers.map(managerSteps).join('\n')}
  od
}
`;
}

function managerSteps(index: number): string {
  return `  :: d_step { tm == 0 && sent[${index}] -> tmPrepared[${index}] = 1 }
  :: d_step { rm[${index}] == 0 -> rm[${index}] = 1; sent[${index}] = 1 }
  :: d_step { rm[${index}] == 0 -> rm[${index}] = 3 }
  :: d_step { tm == 1 -> rm[${index}] = 2 }
  :: d_step { tm == 2 -> rm[${index}] = 3 }`;
}
