import { writeFileSync } from 'node:fs';
import { FaultlineError } from '../../errors.ts';
import {
  choicesText,
  isViolated,
  judgementsText,
  takenText,
  violationsText,
  wholeStateText,
} from '../../report/simulation/simulation-text.ts';
import { traceText } from '../../report/text.ts';
import type { TextOptions } from '../../report/text-options.ts';
import type { Simulation } from '../../trace/simulation/simulation.ts';
import { traceToJson } from '../../trace/trace-file.ts';
import { failureText } from '../failure.ts';
import { writing } from '../saved-traces.ts';
import { commandIn, helpText, type SessionCommand } from './session-command.ts';

/** What a line of a session leads to. */
export interface Answer {
  readonly text: string;
  /** Whether the session is over. */
  readonly ends: boolean;
  /** Whether the line could not be followed. */
  readonly isRefused: boolean;
}

/** A simulation that is told in lines what to do, and answers in text. */
export class Session {
  readonly #simulation: Simulation;
  readonly #spec: string;
  readonly #options: TextOptions;

  /** @param about - How the spec is found again, for traces; how text is laid out. */
  constructor(
    simulation: Simulation,
    about: { readonly spec: string; readonly options: TextOptions },
  ) {
    this.#simulation = simulation;
    this.#spec = about.spec;
    this.#options = about.options;
  }

  /** What is shown before the first line. */
  opening(): string {
    const { protocol } = this.#simulation.model;
    const { strong } = this.#options.palette;
    return [strong(protocol.title), this.#stateText(), '', this.#whatNext()].join('\n');
  }

  /** Does what a line says. */
  answer(line: string): Answer {
    const command = commandIn(line);
    try {
      return { text: this.#do(command), ends: command.kind === 'quit', isRefused: false };
    } catch (error) {
      if (!(error instanceof FaultlineError)) throw error;
      return { text: failureText(error, this.#options), ends: false, isRefused: true };
    }
  }

  #do(command: SessionCommand): string {
    const simulation = this.#simulation;
    switch (command.kind) {
      case 'take':
        return this.#take(command.number);
      case 'begin':
        simulation.begin(command.number - 1);
        return [this.#stateText(), '', this.#whatNext()].join('\n');
      case 'undo':
        return this.#undo(command.steps);
      case 'list':
        return this.#whatNext();
      case 'state':
        return this.#stateText();
      case 'properties':
        return judgementsText(simulation.judge(), this.#options);
      case 'trace':
        return traceText(simulation.trace(), this.#options);
      case 'save':
        return this.#save(command.path);
      case 'help':
        return helpText;
      case 'quit':
        return '';
      case 'unknown':
        throw new FaultlineError('FL601', command.problem, command.fix);
    }
  }

  #take(number: number): string {
    const simulation = this.#simulation;
    const taken = simulation.take(number - 1);
    const violations = this.#orError(() => violationsText(simulation.judge(), this.#options));
    return [
      takenText(taken, simulation.length, this.#options),
      ...(violations === '' ? [] : [violations]),
      '',
      this.#whatNext(),
    ].join('\n');
  }

  #undo(steps: number): string {
    const undone = this.#simulation.undo(steps);
    const said =
      undone === 0
        ? 'No step has been taken.'
        : `Taken back: ${undone === 1 ? 'one step' : `${undone} steps`}; ${this.#simulation.length} left.`;
    return [said, '', this.#whatNext()].join('\n');
  }

  #stateText(): string {
    return wholeStateText(this.#simulation.state, this.#options);
  }

  #whatNext(): string {
    return this.#orError(() => choicesText(this.#simulation.choices(), this.#options));
  }

  /** A text; or the error in the spec that shows here: the way back stays open. */
  #orError(text: () => string): string {
    try {
      return text();
    } catch (error) {
      if (!(error instanceof FaultlineError)) throw error;
      return failureText(error, this.#options);
    }
  }

  /** As a counterexample when the end is one; otherwise as a trace that shows nothing. */
  #save(path: string): string {
    const simulation = this.#simulation;
    const violated = simulation.judge().find(isViolated);
    const property = violated && {
      ...violated.property,
      name: violated.name,
      verdict: 'violated' as const,
    };
    const file = traceToJson(simulation.trace(), { spec: this.#spec, property });
    writing(path, () => writeFileSync(path, `${JSON.stringify(file, undefined, 2)}\n`));
    const what = violated === undefined ? '' : `, as a counterexample to ${violated.name}`;
    return `Saved to ${path}${what}. To see it again: faultline replay ${path}`;
  }
}
