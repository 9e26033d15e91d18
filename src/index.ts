export { FaultlineError, errorCodes, type ErrorCode } from './errors.ts';
export type { Envelope, ProcessId, Received, Sent } from './protocol/messages.ts';
export { boolean, choice, integer, type ValuesOf } from './protocol/parameters.ts';
export { processIds, role } from './protocol/role.ts';
export { monitor, type Monitor } from './protocol/monitor.ts';
export type { Faults, Network, Time } from './protocol/network.ts';
export { propertiesFor } from './protocol/property.ts';
export { strong, weak, type ActionClass, type Fairness } from './protocol/fairness.ts';
export type { AbstractProcess, AbstractState } from './protocol/refinement.ts';
export type { ViewOf } from './protocol/view.ts';
export { defineProtocol, type MutationsOf, type Protocol } from './protocol/protocol.ts';
export { modelOf } from './protocol/model.ts';
export { Reference } from './system/reference/reference.ts';
export type { ReferenceState } from './system/reference/reference-state.ts';
export { broadcast, reply, send } from './statechart/send.ts';
export { alterChart } from './statechart/alter.ts';
export { check, checkSync, CheckRun, SpecError, type CheckResult } from './trace/check.ts';
export type { AsyncCheckOptions, CheckOptions, SearchOrder } from './trace/check-options.ts';
export {
  checkFaultLevels,
  type FaultLevel,
  type FaultLevelOptions,
  type FaultLevels,
} from './trace/search/fault-levels.ts';
export { walk, walkSync, type WalkedProperty, type WalkResult } from './trace/walk/walk.ts';
export type { AsyncWalkOptions, WalkOptions } from './trace/walk/walk-options.ts';
export type { SpecCoverage } from './trace/exercise/spec-coverage.ts';
export type { CoverageItem, CoverageKind } from './trace/exercise/tally.ts';
export { lesson, violates, type Goal, type Lesson, type Moment } from './trace/lesson/lesson.ts';
export { followLesson, type FollowedStage } from './trace/lesson/follow-lesson.ts';
export { Simulation, type Choice, type Judgement } from './trace/simulation/simulation.ts';
export type { PropertyResult, Verdict } from './trace/verdict.ts';
export type { Trace, TraceStep } from './trace/trace.ts';
export {
  abstractTrace,
  type AbstractStep,
  type AbstractTrace,
} from './trace/refinement/abstract-trace.ts';
export { traceToJson, type AboutTrace, type TraceFile } from './trace/trace-file.ts';
export { anyTraceFromJson, traceFromJson, traceJsonSchema } from './trace/read-trace.ts';
export { shortenTrace, type ActionsTaken } from './trace/shorten.ts';
export { replayTrace } from './trace/replay.ts';
export type { ItfTrace } from './trace/itf/itf-trace.ts';
export { replayItf, type ReplayItfOptions, type ReplayedItf } from './trace/itf/replay-itf.ts';
export { stateGraph, type GraphOptions, type StateGraph } from './trace/graph.ts';
export { checkText, type CheckTextOptions } from './report/check-text.ts';
export { checkJson, type AboutCheck, type CheckJson } from './report/check-json.ts';
export { levelsText, type LevelsTextOptions } from './report/levels/levels-text.ts';
export { levelsJson, type LevelsJson } from './report/levels/levels-json.ts';
export { walkText, type WalkTextOptions } from './report/walk/walk-text.ts';
export { walkJson, type WalkJson } from './report/walk/walk-json.ts';
export { traceText, type TraceTextOptions } from './report/text.ts';
export { mermaidSequence } from './report/mermaid.ts';
export { spacetimePages, type PagesOptions } from './report/spacetime/pages.ts';
export type * from './report/spacetime/geometry.ts';
export {
  spacetimeSvg,
  spacetimeSvgPages,
  type SpacetimeSvgOptions,
} from './report/spacetime/drawing/spacetime-svg.ts';
export { traceItf } from './report/exchange/trace-itf.ts';
export { shivizLog } from './report/exchange/shiviz.ts';
export { plainPalette, type Palette, type TextOptions } from './report/text-options.ts';
export { graphSvg, type GraphSvgOptions } from './report/state-graph/drawing/graph-svg.ts';
export { graphPicture, type GraphPictureOptions } from './report/state-graph/state-graph.ts';
export type { GraphView } from './report/state-graph/merged.ts';
export type {
  DepthBar,
  Edge as GraphPictureEdge,
  GraphPicture,
  Node as GraphPictureNode,
} from './report/state-graph/geometry.ts';
export { graphDot } from './report/graph/graph-dot.ts';
export { graphAut } from './report/graph/graph-aut.ts';
export { graphMermaid } from './report/graph/graph-mermaid.ts';
export { graphJson, type GraphJson } from './report/graph/graph-json.ts';
export { ltlText } from './protocol/ltl/print.ts';
export { parseLtl } from './protocol/ltl/parse.ts';
export type { LtlFormula } from './protocol/ltl/formula.ts';
export { buchiOf } from './explore/liveness/ltl/buchi.ts';
export type { TemporalFormula } from './explore/liveness/ltl/temporal-formula.ts';
export type { Buchi } from './explore/liveness/buchi-automaton.ts';
export {
  chartOutline,
  type ChartOutline,
  type OutlineArrow,
  type OutlineState,
} from './statechart/parts/chart-outline.ts';
export {
  chartLayout,
  type ChartLayout,
  type PlacedArrow,
  type PlacedState,
} from './report/chart/chart-layout.ts';
export type { LayoutEngine } from './report/chart/layout-graph.ts';
export {
  exploredSteps,
  type ExploredSteps,
  type ExploredStepsOptions,
} from './trace/exercise/explored-steps.ts';
export { coverageOf } from './report/chart/chart-coverage.ts';
export { partsAlong, type PartAlong } from './trace/exercise/parts-along.ts';
export { traceInChart, type TraceInChart } from './report/chart/chart-trace.ts';
export { flowLayout, type FlowLayout } from './report/flow/flow-layout.ts';
export { flowPicture } from './report/flow/flow-picture.ts';
export { flowMermaid } from './report/flow/flow-mermaid.ts';
export { chartPicture, type ChartMarks, type ChartOverlay } from './report/chart/chart-picture.ts';
export { pictureText, type Picture, type PictureOptions } from './report/svg/picture.ts';
