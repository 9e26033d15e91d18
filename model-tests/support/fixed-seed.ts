import fc from 'fast-check';

// The same random cases in every run, so that a red test is red for a reason that is in the commit.
// `FAST_CHECK_SEED=$RANDOM npm test` looks for others.
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 2014) });
