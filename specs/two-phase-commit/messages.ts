/** Coordinator to participants: how do you vote? (VOTE-REQ) The answer is a yes or a no. */
export type Prepare = { readonly type: 'prepare' };
/** An uncertain participant to everybody else: what was decided? (DECISION-REQ) */
export type DecisionRequest = { readonly type: 'decisionRequest' };
