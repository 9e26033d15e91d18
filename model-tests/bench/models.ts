/** A model that the bench explores. */
export interface BenchModel {
  readonly name: string;
  /** The bundled spec. */
  readonly spec: string;
  readonly size?: string;
  readonly parameters?: Readonly<Record<string, number>>;
  /** Whether its properties of behaviors are decided too; only its states are searched otherwise. */
  readonly liveness?: boolean;
  /** Resource managers of the equivalent Promela model; undefined when there is none. */
  readonly promela?: number;
}

const abstract = (resourceManagers: number): BenchModel => ({
  name: `two-phase-commit-abstract, ${resourceManagers} resource managers`,
  spec: 'two-phase-commit-abstract',
  parameters: { resourceManagers },
  promela: resourceManagers,
});

/** What `npm run bench` explores, in this order. */
export const benchModels: readonly BenchModel[] = [
  abstract(7),
  abstract(8),
  abstract(9),
  { name: 'two-phase-commit, medium', spec: 'two-phase-commit', size: 'medium' },
  {
    name: 'two-phase-commit, medium, with liveness',
    spec: 'two-phase-commit',
    size: 'medium',
    liveness: true,
  },
];
