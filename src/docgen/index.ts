export {
  documentProtocol,
  type DocumentOptions,
  type DocumentResult,
} from './document-protocol.ts';
export { documentation, type Documented } from './documentation.ts';
export { contentKey } from './content-key.ts';
export { proseOf } from './prose.ts';
export {
  inOrder,
  questionsOf,
  study,
  type Question,
  type Selection,
  type Study,
  type StudyOptions,
} from './study.ts';
export { planFiles, writeFiles, type PlannedFile } from './output.ts';
