namespace SmarticoAffiliates.Sandbox;

internal enum FaultKind
{
    Instead,
    InsteadAfterCommit,
    ResetBeforeCommit,
    ResetAfterCommit,
    TruncatedAnswer,
    TruncatedBody,
    Stall,
    StallAfterCommit,
    LateCommit,
}
